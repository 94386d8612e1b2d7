"""Where things are."""

from pathlib import Path

import pytest

from mit_trainer import places
from mit_trainer.places import DataFolder, cloud_service


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/anna/Dropbox/mit", "Dropbox"),
        ("/home/anna/Dropbox (Clinic)/mit", "Dropbox"),
        ("/Users/anna/Library/Mobile Documents/x", "iCloud"),
        ("C:/Users/anna/OneDrive - Clinic/mit", "OneDrive"),
        ("/home/anna/google drive/mit", "Google Drive"),
        ("/home/anna/Nextcloud", "Nextcloud"),
        ("/home/anna/Dropboxes/mit", None),
        ("/home/anna/.local/share/mit-trainer", None),
    ],
)
def test_folders_of_cloud_services_are_known(path: str, service: str | None) -> None:
    """A folder that a service copies to other computers is known by its name, others are not."""
    assert cloud_service(Path(path)) == service


def test_everything_of_a_person_lies_in_her_folder(tmp_path: Path) -> None:
    """Each place of a data folder lies inside it, each is another, and none is made."""
    folder = DataFolder(tmp_path / "records")
    inside = [
        *(folder.store, folder.takes, folder.prompts, folder.reports, folder.backups),
        *(folder.set_aside, folder.lock, *folder.identities),
    ]

    assert all(folder.root in path.parents for path in inside)
    assert len(set(inside)) == len(inside)
    assert not folder.root.exists()


def test_the_environment_names_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``MIT_TRAINER_DATA`` decides; without it the system's own place for data does."""
    monkeypatch.setenv("MIT_TRAINER_DATA", str(tmp_path / "chosen"))
    assert places.data_folder().root == tmp_path / "chosen"
    monkeypatch.delenv("MIT_TRAINER_DATA")
    assert places.data_folder().root.name == "mit-trainer"
