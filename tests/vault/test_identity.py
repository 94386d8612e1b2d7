"""What a data folder says about its key."""

import pytest

from mit_trainer.errors import StoreTrouble
from mit_trainer.places import DataFolder
from mit_trainer.vault import identity

KEY = bytes(range(32))


def test_what_is_written_is_read_back(folder: DataFolder) -> None:
    """An identity survives the disk and knows its key from another one."""
    written = identity.new(KEY)
    identity.write(folder, written)

    read = identity.read(folder)

    assert read == written
    assert read is not None
    assert read.fits(KEY)
    assert not read.fits(KEY[::-1])


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("content", [b"", b"id = ", b"\xff\xfe", b'id = "x"'])
def test_one_spoilt_file_is_not_the_end(folder: DataFolder, which: int, content: bytes) -> None:
    """The identity is found as long as one of its two files can be read, and is mended."""
    written = identity.new(KEY)
    identity.write(folder, written)
    folder.identities[which].write_bytes(content)

    assert identity.read(folder) == written
    identity.write(folder, written)
    assert folder.identities[0].read_bytes() == folder.identities[1].read_bytes()


def test_a_new_folder_says_nothing(folder: DataFolder) -> None:
    """A folder without records has no identity, and asking makes nothing."""
    assert identity.read(folder) is None
    assert not identity.has_records(folder)
    assert not folder.root.exists()


def test_recordings_alone_are_records(folder: DataFolder) -> None:
    """A folder whose book is gone but whose takes are there still holds records."""
    folder.takes.mkdir(parents=True)
    (folder.takes / "a.part").write_bytes(b"x")

    assert identity.has_records(folder)


def test_one_purpose_says_nothing_about_another() -> None:
    """Keys for two purposes and two store keys all differ, and none is the store key."""
    made = {identity.derived(key, use) for key in (KEY, KEY[::-1]) for use in (b"book", b"keys")}

    assert len(made | {KEY}) == 5


def test_the_fingerprint_is_blake2b_as_published() -> None:
    """The fingerprint is the keyed, personalised BLAKE2b of RFC 7693, from another program."""
    # b2sum has no key; libsodium's own generichash does, with salt and person.
    from nacl.bindings import crypto_generichash_blake2b_salt_personal

    due = crypto_generichash_blake2b_salt_personal(b"", 32, KEY, b"", b"fingerprint")

    assert identity.fingerprint(KEY) == due[:8].hex()


def test_a_folder_that_cannot_be_written_is_told(folder: DataFolder) -> None:
    """A file where the folder should be gives a sentence."""
    folder.root.write_bytes(b"")

    with pytest.raises(StoreTrouble, match=r"Records cannot be kept in .*choose a folder"):
        identity.write(folder, identity.new(KEY))


def test_a_small_file_is_written_whole(folder: DataFolder) -> None:
    """Writing replaces the old content and leaves nothing beside it."""
    folder.root.mkdir()
    path = folder.root / "small"
    identity.write_whole(path, b"old")
    identity.write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(folder.root.iterdir()) == [path]
