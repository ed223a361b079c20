"""Public mails that packages ship for their own tests, fetched by the package's name for one run.

They are other people's work and are not kept here.
"""

import os
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SDISTS = ("flufl.bounce", "mail-parser", "talon")
"""From the Python package index: bounces of thirty mail systems, malformed mails, replies."""

SOURCES = (
    "libmail-deliverystatus-bounceparser-perl",
    "libmime-tools-perl",
    "notmuch",
    "request-tracker5",
    "kf5-messagelib",
    "php-horde-mime",
    "php-horde-imap-client",
    "golang-github-jhillyerd-enmime",
    "gmime",
    "mimetic",
    "bogofilter",
    "libemail-folder-perl",
)
"""Debian source packages: bounces, torture messages, mailing lists, a ticket system's mails, sealed mails."""

SECONDS = 300
APT_LISTS = Path("/etc/apt")


@dataclass(frozen=True, slots=True)
class Corpus:
    """The files of one package, or why there are none."""

    name: str
    folder: Path
    missing: str = ""


def fetch_corpora(folder: Path) -> Iterator[Corpus]:
    """Each package, unpacked below the folder; one that cannot be fetched is named with the reason."""
    yield Corpus(
        "the interpreter's tests", Path(sysconfig.get_path("stdlib")) / "test" / "test_email" / "data"
    )
    for name in SDISTS:
        yield _unpacked(name, folder / name, [sys.executable, *_pip(name)])
    options = _debian_sources(folder / "apt")
    for name in SOURCES:
        yield _unpacked(name, folder / name, ["apt-get", "-q", *options, "source", "--download-only", name])


def _pip(name: str) -> list[str]:
    """The index's own client, without a wheel: tests are in the source only."""
    pip = ["-m", "uv", "tool", "run", "--quiet", "--python", sys.executable, "pip"]
    return [*pip, "download", "--quiet", "--no-deps", "--no-binary", name, name]


def _debian_sources(folder: Path) -> list[str]:
    """The options of apt for the sources of this machine's Debian, with lists of their own."""
    parts, lists, cache = folder / "parts", folder / "lists", folder / "cache"
    for each in (parts, lists / "partial", cache / "archives" / "partial"):
        each.mkdir(parents=True)
    for listed in (*APT_LISTS.glob("sources.list"), *APT_LISTS.glob("sources.list.d/*.[ls][io][su]*")):
        text = listed.read_text(encoding="utf-8")
        (parts / listed.name).write_text(
            text.replace("Types: deb\n", "Types: deb-src\n").replace("\ndeb ", "\ndeb-src "), encoding="utf-8"
        )
    options = [
        "-oDir::Etc::SourceList=/dev/null",
        f"-oDir::Etc::SourceParts={parts}",
        f"-oDir::State::Lists={lists}",
        f"-oDir::Cache={cache}",
    ]
    _run(["apt-get", "-q", *options, "update"], folder)
    return options


def _unpacked(name: str, folder: Path, download: list[str]) -> Corpus:
    """Download into the folder, and unpack what came as far as it is archives."""
    folder.mkdir()
    said = _run(download, folder)
    archives = [each for each in folder.iterdir() if ".tar." in each.name and not each.name.endswith(".asc")]
    for archive in archives:
        if ".debian." not in archive.name:
            with tarfile.open(archive) as opened:
                opened.extractall(folder / "unpacked", filter=_harmless)  # noqa: S202 - into a folder of this run, filtered
    unpacked = folder / "unpacked"
    return Corpus(name, unpacked, "" if unpacked.exists() else said or "it has no source archive")


def _harmless(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """The member, unless it would stand or lead outside the folder."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None


def _run(command: list[str], folder: Path) -> str:
    """What went wrong, in one line; "" where all is well."""
    try:
        done = subprocess.run(  # noqa: S603 - the clients' own names and ours
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS, env=os.environ
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    wrong = [line for line in done.stderr.splitlines() if line.startswith(("E:", "ERROR", "error"))]
    return (wrong or ["the client failed"])[-1] if done.returncode else ""
