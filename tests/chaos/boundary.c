/* Loaded before libc: counts what the armed process does to files below a folder, and strikes at the n-th of it.
 *
 * Build: gcc -shared -fPIC -O1 -o boundary.so boundary.c -ldl -pthread. CHAOS_ARM names a file of `struct arm`, which tests/chaos/arm.py
 * mirrors; it is shared with the process that arms and looks.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum kind { COUNT, KILL, TERM, TORN, FULL, EIO_ONCE, EIO_ON, CLOCK, WAIT, LIMIT };
/* In the order of KINDS and OPS of arm.py. */
enum op { OPEN = 1, CREATE = 2, WRITE = 4, SYNC = 8, RENAME = 16, LINK = 32, UNLINK = 64, MKDIR = 128, CUT = 256 };
static const char *const NAMES[] = {"open", "create", "write", "sync", "rename", "link", "unlink", "mkdir", "truncate"};

struct arm {
  int64_t pid;         /* whose calls count; 0: nobody's */
  int64_t kind;
  int64_t nth;         /* from 1 */
  int64_t after;       /* strike when the call is done, not before */
  int64_t ops;         /* mask of enum op; 0: all */
  int64_t clock_s;     /* CLOCK: seconds that the clock jumps */
  char root[512];      /* only paths that begin with this count */
  char part[128];      /* only paths that hold this count; empty: all */
  _Atomic int64_t seen;
  _Atomic int64_t struck;
  _Atomic int64_t go;  /* WAIT: set by the other side */
  char where[512];     /* op and path of the strike */
  char trace[512];     /* COUNT: file to which a line is added for each call; empty: none */
};

static struct arm *arm;
static _Atomic int64_t skew;

__attribute__((constructor)) static void attach(void) {
  const char *path = getenv("CHAOS_ARM");
  if (!path) return;
  int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
  if (fd < 0) return;
  void *at = mmap(NULL, sizeof(struct arm), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  syscall(SYS_close, fd);
  if (at != MAP_FAILED) arm = at;
}

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static int is_armed(void) { return arm && arm->pid && arm->pid == (int64_t)getpid(); }

/* A path as the kernel has it for a descriptor, or below a directory's descriptor. */
static const char *path_at(int dir, const char *path, char *room) {
  if (path && (path[0] == '/' || dir == AT_FDCWD)) return path;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
  ssize_t n = syscall(SYS_readlinkat, AT_FDCWD, link, room, PATH_MAX - 1);
  if (n < 0) return NULL;
  room[n] = 0;
  if (path && *path && n + strlen(path) + 2 < PATH_MAX) {
    room[n] = '/';
    strcpy(room + n + 1, path);
  }
  return room;
}

enum answer { GO_ON, STRIKE_AFTER, HALF, FAIL };

static int bit_of(int op) {
  int bit = 0;
  while (!(op >> bit & 1)) bit++;
  return bit;
}

static void note(int op, const char *path) {
  char line[PATH_MAX + 32];
  int n = snprintf(line, sizeof line, "%s %s\n", NAMES[bit_of(op)], path + strlen(arm->root));
  int fd = syscall(SYS_openat, AT_FDCWD, arm->trace, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return;
  syscall(SYS_write, fd, line, n);
  syscall(SYS_close, fd);
}

static void sign(int op, const char *path) {
  snprintf(arm->where, sizeof arm->where, "%s %s%s", arm->after ? "after" : "before", NAMES[bit_of(op)], path + strlen(arm->root));
  atomic_store(&arm->struck, 1);
}

static void end(int number) {
  syscall(SYS_kill, getpid(), number);
  /* SIGKILL comes at once; what SIGTERM does is the process's own affair. */
  if (number == SIGKILL) for (;;) syscall(SYS_pause);
}

static void wait_for_the_other(void) {
  for (int i = 0; i < 60000 && !atomic_load(&arm->go); i++) {
    struct timespec ms = {0, 1000000};
    syscall(SYS_nanosleep, &ms, NULL);
  }
}

static void strike(int op, const char *path) {
  sign(op, path);
  switch (arm->kind) {
    case KILL: end(SIGKILL); break;
    case TERM: end(SIGTERM); break;
    case CLOCK: atomic_store(&skew, arm->clock_s); break;
    case WAIT: wait_for_the_other(); break;
    default: break;
  }
}

/* Counts a call; what is to become of it. errno is set for FAIL. */
static enum answer meet(int op, const char *path) {
  if (!path || !is_armed() || strncmp(path, arm->root, strlen(arm->root))) return GO_ON;
  int grows = op & (CREATE | WRITE | MKDIR | LINK);
  if (arm->kind == FULL && atomic_load(&arm->struck)) {
    if (!grows) return GO_ON;
    errno = ENOSPC;
    return FAIL;
  }
  if (arm->kind == EIO_ON && atomic_load(&arm->struck)) {
    errno = EIO;
    return FAIL;
  }
  if (arm->ops && !(op & arm->ops)) return GO_ON;
  if (arm->part[0] && !strstr(path, arm->part)) return GO_ON;
  if (arm->kind == COUNT && arm->trace[0]) note(op, path);
  if (atomic_fetch_add(&arm->seen, 1) + 1 != arm->nth || arm->kind == COUNT || arm->kind == LIMIT) return GO_ON;
  if (arm->kind == TORN) { sign(op, path); return HALF; }
  if (arm->kind == FULL) {
    sign(op, path);
    if (op == WRITE) return HALF;
    errno = ENOSPC;
    return FAIL;
  }
  if (arm->kind == EIO_ONCE || arm->kind == EIO_ON) { sign(op, path); errno = EIO; return FAIL; }
  if (arm->after) return STRIKE_AFTER;
  strike(op, path);
  return GO_ON;
}

/* A real limit that was met counts as a strike of LIMIT. */
static void met_limit(int error, int op, const char *path) {
  if (!is_armed() || arm->kind != LIMIT || arm->struck || strncmp(path, arm->root, strlen(arm->root))) return;
  if (error == EFBIG || error == ENOSPC) sign(op, path);
}

/* What a call returns: the real one, or the strike before, in or behind it. */
#define PASS(op, path, call) do { \
    const char *path_ = (path); \
    enum answer answer_ = meet(op, path_); \
    char kept_[PATH_MAX] = ""; \
    if (answer_ == FAIL) return -1; \
    if (path_ && is_armed()) snprintf(kept_, sizeof kept_, "%s", path_); \
    int got_ = call; \
    int was_ = errno; \
    if (answer_ == STRIKE_AFTER) strike(op, kept_); \
    if (got_ < 0) met_limit(was_, op, kept_); \
    errno = was_; \
    return got_; \
  } while (0)

/* A write: HALF writes half; then the process dies (TORN), or is told so (FULL). */
#define PASS_WRITE(fd, whole, half) do { \
    char room_[PATH_MAX]; \
    const char *path_ = is_armed() ? path_at(fd, NULL, room_) : NULL; \
    enum answer answer_ = path_ ? meet(WRITE, path_) : GO_ON; \
    if (answer_ == FAIL) return -1; \
    ssize_t got_ = answer_ == HALF ? half : whole; \
    int was_ = errno; \
    if (answer_ == HALF && arm->kind == TORN) end(SIGKILL); \
    if (answer_ == STRIKE_AFTER) strike(WRITE, path_); \
    if (got_ < 0 && path_) met_limit(was_, WRITE, path_); \
    errno = was_; \
    return got_; \
  } while (0)

static int opening(int flags) { return flags & O_CREAT ? CREATE : OPEN; }

#define OPENS(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, int); va_end(more); \
    PASS(opening(flags), path, real(path, flags, mode)); \
  }
OPENS(open)
OPENS(open64)

#define OPENS_AT(name) \
  int name(int dir, const char *path, int flags, ...) { \
    REAL(name); \
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, int); va_end(more); \
    char room[PATH_MAX]; \
    PASS(opening(flags), is_armed() ? path_at(dir, path, room) : NULL, real(dir, path, flags, mode)); \
  }
OPENS_AT(openat)
OPENS_AT(openat64)

ssize_t write(int fd, const void *from, size_t n) { REAL(write); PASS_WRITE(fd, real(fd, from, n), real(fd, from, n / 2)); }
ssize_t pwrite(int fd, const void *from, size_t n, off_t at) { REAL(pwrite); PASS_WRITE(fd, real(fd, from, n, at), real(fd, from, n / 2, at)); }
ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at) { REAL(pwrite64); PASS_WRITE(fd, real(fd, from, n, at), real(fd, from, n / 2, at)); }
ssize_t writev(int fd, const struct iovec *parts, int n) {
  REAL(writev);
  struct iovec first = n ? parts[0] : (struct iovec){0};
  first.iov_len /= 2;
  PASS_WRITE(fd, real(fd, parts, n), real(fd, &first, 1));
}
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t n, unsigned flags) {
  REAL(copy_file_range);
  PASS_WRITE(to, real(from, a, to, b, n, flags), real(from, a, to, b, n / 2, flags));
}

#define ON_FD(name, op) \
  int name(int fd) { REAL(name); char room[PATH_MAX]; PASS(op, is_armed() ? path_at(fd, NULL, room) : NULL, real(fd)); }
ON_FD(fsync, SYNC)
ON_FD(fdatasync, SYNC)

int ftruncate(int fd, off_t n) { REAL(ftruncate); char room[PATH_MAX]; PASS(CUT, is_armed() ? path_at(fd, NULL, room) : NULL, real(fd, n)); }
int ftruncate64(int fd, off64_t n) { REAL(ftruncate64); char room[PATH_MAX]; PASS(CUT, is_armed() ? path_at(fd, NULL, room) : NULL, real(fd, n)); }

/* The later name is what tells which step of a run this is. */
int rename(const char *from, const char *to) { REAL(rename); PASS(RENAME, to, real(from, to)); }
int renameat(int a, const char *from, int b, const char *to) {
  REAL(renameat); char room[PATH_MAX]; PASS(RENAME, is_armed() ? path_at(b, to, room) : NULL, real(a, from, b, to));
}
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  REAL(renameat2); char room[PATH_MAX]; PASS(RENAME, is_armed() ? path_at(b, to, room) : NULL, real(a, from, b, to, flags));
}
int link(const char *from, const char *to) { REAL(link); PASS(LINK, to, real(from, to)); }
int linkat(int a, const char *from, int b, const char *to, int flags) {
  REAL(linkat); char room[PATH_MAX]; PASS(LINK, is_armed() ? path_at(b, to, room) : NULL, real(a, from, b, to, flags));
}
int unlink(const char *path) { REAL(unlink); PASS(UNLINK, path, real(path)); }
int unlinkat(int dir, const char *path, int flags) {
  REAL(unlinkat); char room[PATH_MAX]; PASS(UNLINK, is_armed() ? path_at(dir, path, room) : NULL, real(dir, path, flags));
}
int rmdir(const char *path) { REAL(rmdir); PASS(UNLINK, path, real(path)); }
int mkdir(const char *path, mode_t mode) { REAL(mkdir); PASS(MKDIR, path, real(path, mode)); }
int mkdirat(int dir, const char *path, mode_t mode) {
  REAL(mkdirat); char room[PATH_MAX]; PASS(MKDIR, is_armed() ? path_at(dir, path, room) : NULL, real(dir, path, mode));
}

int clock_gettime(clockid_t clock, struct timespec *at) {
  REAL(clock_gettime);
  int got = real(clock, at);
  if (!got && clock == CLOCK_REALTIME) at->tv_sec += atomic_load(&skew);
  return got;
}
int gettimeofday(struct timeval *restrict at, void *restrict zone) {
  REAL(gettimeofday);
  int got = real(at, zone);
  if (!got) at->tv_sec += atomic_load(&skew);
  return got;
}
time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at) *at = now.tv_sec;
  return now.tv_sec;
}
