"""Where the one key comes from."""

import os
import stat
from pathlib import Path

import keyring
import pytest

from mit_trainer.errors import KeyTrouble
from mit_trainer.places import DataFolder
from mit_trainer.vault import identity, keys
from tests.vault.test_keystore import Memory

pytestmark = pytest.mark.usefixtures("with_key_store")


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """Make a good key file."""
    path = tmp_path / "key"
    keys.make_key_file(path)
    return path


def records_in(folder: DataFolder, key: bytes) -> None:
    """Let the folder hold a book that was sealed with the key."""
    folder.root.mkdir(parents=True, exist_ok=True)
    folder.store.write_bytes(b"sealed")
    identity.write(folder, identity.read(folder) or identity.new(key))


def test_a_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """A new key file holds 32 random bytes and is closed to everybody else."""
    path = tmp_path / "key"

    key = keys.make_key_file(path)

    assert path.read_bytes() == key
    assert len(key) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys.make_key_file(tmp_path / "other") != key


def test_a_key_file_is_never_written_over(key_file: Path) -> None:
    """Asking for a key file where something lies leaves it as it is."""
    before = key_file.read_bytes()

    with pytest.raises(KeyTrouble, match=r"something at .* already"):
        keys.make_key_file(key_file)
    assert key_file.read_bytes() == before
    with pytest.raises(KeyTrouble, match=r"cannot be made at .*name another place"):
        keys.make_key_file(key_file / "below")


def test_a_named_key_file_is_used(
    folder: DataFolder, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key file named by the caller or by the environment is the key; nothing is written."""
    due = key_file.read_bytes()

    assert keys.store_key(folder, key_file) == due
    monkeypatch.setenv("MIT_TRAINER_KEY_FILE", str(key_file))
    assert keys.store_key(folder) == due
    assert not folder.root.exists()


def test_a_missing_key_file_is_told_and_not_made(folder: DataFolder, tmp_path: Path) -> None:
    """Naming a key file that is not there makes none; the sentence says how to make one."""
    with pytest.raises(KeyTrouble, match=r"no key file at .*head -c 32 /dev/urandom"):
        keys.store_key(folder, tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_key_file_is_made_when_asked(folder: DataFolder, tmp_path: Path) -> None:
    """Somebody who chose a key file gets one at the first start, and keeps it from then on."""
    path = tmp_path / "chosen"

    key = keys.store_key(folder, path, make=True)
    records_in(folder, key)

    assert keys.store_key(folder, path, make=True) == path.read_bytes() == key


@pytest.mark.parametrize("make", [False, True])
def test_records_never_get_a_new_key_file(folder: DataFolder, tmp_path: Path, make: bool) -> None:
    """Where records are, a missing key file is to be put back, not made anew."""
    records_in(folder, bytes(32))

    with pytest.raises(KeyTrouble, match="put that same file back"):
        keys.store_key(folder, tmp_path / "none", make=make)
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has these rights")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_an_open_key_file_is_refused(folder: DataFolder, key_file: Path, mode: int) -> None:
    """A key file that others can read is refused with the command that closes it."""
    key_file.chmod(mode)

    with pytest.raises(KeyTrouble, match=r"read by others .*chmod 600"):
        keys.store_key(folder, key_file)


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_key_of_another_length_is_refused(
    folder: DataFolder, key_file: Path, length: int
) -> None:
    """Only 32 bytes are a key."""
    key_file.write_bytes(bytes(length))

    with pytest.raises(KeyTrouble, match="does not hold a key of 32 bytes"):
        keys.store_key(folder, key_file)


def test_a_folder_is_no_key_file(folder: DataFolder, tmp_path: Path) -> None:
    """A folder named as key file gives a sentence."""
    with pytest.raises(KeyTrouble, match="is not a file"):
        keys.store_key(folder, tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="acts as another user")
def test_a_key_file_of_somebody_else_is_told(folder: DataFolder, key_file: Path) -> None:
    """A key file that may not be read gives a sentence."""
    os.seteuid(65534)
    try:
        with pytest.raises(KeyTrouble, match=r"cannot be read .*make it readable"):
            keys.store_key(folder, key_file)
    finally:
        os.seteuid(0)


def test_the_key_store_gives_each_folder_its_own_key(folder: DataFolder, tmp_path: Path) -> None:
    """A new folder gets a key in the key store, finds it again, and shares it with none."""
    keyring.set_keyring(store := Memory())
    other = DataFolder(tmp_path / "other")

    key = keys.store_key(folder)
    records_in(folder, key)

    assert keys.store_key(folder) == key
    assert keys.store_key(other) != key
    assert len(store.kept) == 2


def test_a_folder_that_moved_finds_its_key(folder: DataFolder, tmp_path: Path) -> None:
    """The key belongs to the records, not to the place where they lie."""
    keyring.set_keyring(Memory())
    key = keys.store_key(folder)
    records_in(folder, key)
    folder.root.rename(tmp_path / "moved")

    assert keys.store_key(DataFolder(tmp_path / "moved")) == key


def test_records_never_get_a_new_key_in_a_key_store(folder: DataFolder) -> None:
    """Records whose key is not in this key store are refused, and none is put there."""
    keyring.set_keyring(Memory())
    records_in(folder, keys.store_key(folder))
    keyring.set_keyring(empty := Memory())

    with pytest.raises(KeyTrouble, match="not in this computer's key store"):
        keys.store_key(folder)
    assert not empty.kept


def test_records_without_an_identity_are_refused(folder: DataFolder) -> None:
    """When both files that name the key are gone, the sentence says which to put back."""
    keyring.set_keyring(store := Memory())
    records_in(folder, keys.store_key(folder))
    for path in folder.identities:
        path.unlink()

    with pytest.raises(KeyTrouble, match=r"put book-id\.toml back"):
        keys.store_key(folder)
    assert len(store.kept) == 1


def test_the_wrong_key_is_refused(folder: DataFolder, key_file: Path) -> None:
    """A key that is not the records' own is refused before anything is opened with it."""
    records_in(folder, bytes(32))

    with pytest.raises(KeyTrouble, match=r"is not the one .*nothing was changed"):
        keys.store_key(folder, key_file)


def test_describe_says_where_the_key_is(folder: DataFolder, key_file: Path) -> None:
    """The place of the key is said in plain words, the key itself never; nothing is made."""
    keyring.set_keyring(store := Memory())

    assert "will be made in this computer's key store" in keys.describe(folder)
    assert not store.kept
    assert not folder.root.exists()
    key = keys.store_key(folder)
    assert keys.describe(folder).startswith("The key is in this computer's key store (")
    assert str(key_file) in keys.describe(folder, key_file)
    for said in (keys.describe(folder), keys.describe(folder, key_file)):
        assert key.hex() not in said
        assert key_file.read_bytes().hex() not in said


def test_describe_tells_trouble_too(folder: DataFolder, tmp_path: Path) -> None:
    """Where no key can be had, describing says the same as asking for it."""
    keyring.set_keyring(Memory())
    records_in(folder, keys.store_key(folder))
    keyring.set_keyring(Memory())

    with pytest.raises(KeyTrouble, match="not in this computer's key store"):
        keys.describe(folder)
    with pytest.raises(KeyTrouble, match="put that same file back"):
        keys.describe(folder, tmp_path / "none")
