"""The only module that reads settings: PORTALS_* variables of the environment. Differences between laptop and production."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.errors import CallError

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every setting has a default with which a laptop works; production sets the variables."""

    model_config = SettingsConfigDict(env_prefix="PORTALS_", frozen=True)

    lake: str = Field(
        default=str(ROOT / "data_lake" / "local"), description="Where the lake lies: a folder or s3://bucket/prefix."
    )
    live: bool = Field(
        default=False, description="Go to the real portals; otherwise the embedded simulator answers for them."
    )
    simulator: str = Field(
        default="",
        pattern=r"^([^:\s]+:\d{1,5})?$",
        description="host:port of a running simulator, in place of an embedded one.",
    )
    simulator_seed: int | None = Field(
        default=None, ge=0, description="Seed of the embedded simulator's markup; drawn anew for each run otherwise."
    )
    contact: str = Field(
        default="", description="Address in the User-Agent at which a portal's owner reaches you; needed when live."
    )
    budget_dir: Path = Field(
        default=Path.home() / ".cache" / "city-portals" / "budget",
        description="Where the processes of this machine agree on each host's turn.",
    )
    batch: int = Field(default=50, ge=1, le=500, description="Links to a task.")
    deadline_s: float = Field(
        default=3600.0, gt=0, description="Seconds that one portal may collect in one run; later links are deferred."
    )
    patience_s: float = Field(
        default=60.0,
        gt=0,
        description="Longest exchange, and longest Retry-After that is sat out; silence is borne a third as long, connecting a sixth.",
    )
    attachments: bool = Field(default=True, description="Whether the bytes of attachments are archived.")
    attachment_mb: int = Field(default=20, ge=1, description="Largest attachment that is archived.")
    portals_at_once: int = Field(
        default=2,
        ge=1,
        description="Portals that are collected side by side; each host still gets one request at a time.",
    )


def settings() -> Settings:
    """The settings of this process. Raises CallError that names the variable and what is wrong with it."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "PORTALS_" + "_".join(str(part) for part in first["loc"]).upper()
        raise CallError(f"{name}: {first['msg']}; correct or unset it") from None
