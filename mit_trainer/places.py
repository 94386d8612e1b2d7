"""Where things are: what we ship, and what a person has made.

Shipped folders (decks, pictures, recordings) lie beside a checkout, or inside the
package once it is installed or frozen.  What a person makes lies in her own data
folder, or where the environment variable ``MIT_TRAINER_DATA`` says.  This is the only
module that knows; everybody else is handed a path.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped" if (_PACKAGE / "_shipped").is_dir() else _PACKAGE.parent

PHRASES = _SHIPPED / "phrases"
PICTURES = PHRASES / "pictures"
AUDIO = _SHIPPED / "audio"
VARIANTS = _PACKAGE / "protocol" / "variants"
RUBRICS = _PACKAGE / "grading" / "rubrics"
WORDS = _PACKAGE / "ui" / "words"
FONTS = _PACKAGE / "ui" / "fonts"
ANSWER = _PACKAGE / "capture" / "answer.toml"
ABILITIES = _PACKAGE / "simulated" / "abilities.toml"
HEARING = _PACKAGE / "prompt" / "hearing.toml"
CALIBRATION = _PACKAGE / "calibration" / "criteria.toml"


@dataclass(frozen=True)
class DataFolder:
    """The folders below one person's (or one demo's) data folder; none is created here."""

    root: Path

    @property
    def store(self) -> Path:
        """The sealed book."""
        return self.root / "book.db"

    @property
    def key_file(self) -> Path:
        """The key, when its owner chose a file because there is no key store."""
        return self.root / "book.key"

    @property
    def takes(self) -> Path:
        """The sealed recordings."""
        return self.root / "takes"

    @property
    def prompts(self) -> Path:
        """Prompts that were made before, so that they are quick the next time."""
        return self.root / "prompts"

    @property
    def reports(self) -> Path:
        """Pages and tables that were asked for."""
        return self.root / "reports"

    @property
    def protocols(self) -> Path:
        """Protocol files that a therapist has written."""
        return self.root / "protocols"

    @property
    def decks(self) -> Path:
        """Decks of phrases that were added, with their pictures and recordings."""
        return self.root / "decks"

    @property
    def backups(self) -> Path:
        """Sealed copies of the book, thinned with age."""
        return self.root / "backups"

    @property
    def set_aside(self) -> Path:
        """What could not be read; it is kept, never deleted."""
        return self.root / "set-aside"

    @property
    def calibrations(self) -> Path:
        """How late sound and touch are on this device."""
        return self.root / "calibrations.json"

    @property
    def sound_levels(self) -> Path:
        """How loud each loudspeaker is set, and how much it has sounded."""
        return self.root / "sound-levels.json"

    @property
    def identities(self) -> tuple[Path, ...]:
        """Says which key belongs to the records; in two places, for without it none opens."""
        return (self.root / "book-id.toml", self.backups / "book-id.toml")

    @property
    def lock(self) -> Path:
        """Held while the trainer runs: one at a time on one data folder."""
        return self.root / "in-use.lock"


def data_folder() -> DataFolder:
    """Find the folder of this user: ``MIT_TRAINER_DATA`` when set, else the system's own place."""
    chosen = os.environ.get("MIT_TRAINER_DATA")
    if chosen:
        return DataFolder(Path(chosen).expanduser())
    return DataFolder(Path(platformdirs.user_data_dir("mit-trainer", appauthor=False)))


# Folders by which services that copy files between computers are known.
_CLOUD_FOLDERS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "a cloud service",
    "nextcloud": "Nextcloud",
}


def cloud_service(path: Path) -> str | None:
    """Name the service that copies a folder to other computers, as far as its name tells."""
    for part in path.absolute().parts:
        plain = part.lower()
        for mark, service in _CLOUD_FOLDERS.items():
            # OneDrive and Dropbox add the firm: "OneDrive - Clinic", "Dropbox (Clinic)".
            if plain == mark or plain.startswith((f"{mark} -", f"{mark} (")):
                return service
    return None
