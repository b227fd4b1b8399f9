"""What a Vietnamese syllable can look like: the measure by which a reading of doubtful letters is told right from wrong.

Source: the closed lists of initials and rhymes of the standard orthography; a tone may stand on any vowel of the rhyme
(`hoà` and `hòa` are one syllable), and a stopped rhyme takes the acute or the dot only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = "ngh|ng|nh|n|ch|c|đ|d|gh|gi|g|kh|k|ph|p|th|tr|t|b|h|l|m|r|s|v|x"
_OPEN = (
    "a ai ao au ay ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oc oi om on ong op ot oong ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet "
    "u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn uông uôt "
    "uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu"
)
_AFTER_Q = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âm ân âng ât âu ây e en eo et ê ên êt êch ênh "
    "ôc ơ y ych yên yêt ynh yt yp it inh"
)
_SHAPE = re.compile(f"(?:{_ONSETS})?(?:{'|'.join(_OPEN.split())})|qu(?:{'|'.join(_AFTER_Q.split())})|gi[nm]?")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = re.compile("(?:c|ch|p|t)$")


def is_syllable(word: str) -> bool:
    """Whether a word of one piece, in any case and normal form, is spelt as a Vietnamese syllable."""
    return 0 < len(word) <= 14 and _is_syllable(word)


@lru_cache(maxsize=16384)
def _is_syllable(word: str) -> bool:
    """Remembered: the language has some seven thousand, in two or three cases each."""
    marked = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(marked)
    bare = unicodedata.normalize("NFC", _TONES.sub("", marked))
    if len(tones) > 1 or not _SHAPE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or not tones or tones[0] in "\u0301\u0323"
