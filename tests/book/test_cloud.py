"""Which file an address in OneDrive or SharePoint means: hand-made pairs, as Excel gives them."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from ppm_xl.book.cloud import means

MINE = "https://fernhollow-my.sharepoint.com/personal/ana_fernhollow_sch_uk/Documents"
STAFF = "https://fernhollow.sharepoint.com/sites/Staff/Shared Documents"
PERSONAL = "https://d.docs.live.net/0123456789abcdef"
ONEDRIVE = "C:/Users/ana/OneDrive - Fernhollow"
GENERAL = "C:/Users/ana/Fernhollow/Staff - General"
MAC = "/Users/ana/Library/CloudStorage/OneDrive-Personal"
SYNCED = [(MINE, ONEDRIVE), (STAFF, "C:/Users/ana/Fernhollow/Staff - Heads"), (STAFF, GENERAL)]


@pytest.mark.parametrize(
    ("address", "path", "same"),
    [
        # the root of someone's OneDrive, where no folder's name is alike
        (f"{MINE}/School.xlsm", f"{ONEDRIVE}/School.xlsm", True),
        (f"{MINE}/Heads/Year 4/School.xlsm", f"{ONEDRIVE}/Heads/Year 4/School.xlsm", True),
        (f"{MINE}/heads/SCHOOL.xlsm", f"{ONEDRIVE}/Heads/School.xlsm", True),
        (f"{MINE}/Heads%20only/School.xlsm", f"{ONEDRIVE}/Heads only/School.xlsm", True),
        (f"{MINE}/Old/School.xlsm", f"{ONEDRIVE}/Heads/School.xlsm", False),
        (f"{MINE}/School.xlsm", f"{ONEDRIVE}/Heads/School.xlsm", False),
        (f"{MINE}/Heads/Other.xlsm", f"{ONEDRIVE}/Heads/School.xlsm", False),
        # one synced folder of a library, whose address in the registry is the library's
        (f"{STAFF}/General/School.xlsm", f"{GENERAL}/School.xlsm", True),
        (f"{STAFF}/General/2026/School.xlsm", f"{GENERAL}/2026/School.xlsm", True),
        (f"{STAFF}/Heads/School.xlsm", f"{GENERAL}/School.xlsm", False),
        # a shortcut to another library: its own address is nowhere in the registry
        (f"{STAFF}/General/School.xlsm", f"{ONEDRIVE}/General - Staff/School.xlsm", None),
        # a folder that nothing keeps in step
        (f"{MINE}/Heads/School.xlsm", "C:/Schools/Heads/School.xlsm", False),
        (f"{MINE}/Heads/School.xlsm", "//server/office/Heads/School.xlsm", False),
    ],
)  # fmt: skip
def test_on_windows_onedrive_notes_where_its_folders_are(
    address: str,
    path: str,
    same: bool | None,  # noqa: FBT001 - a table of cases
) -> None:
    assert means(address, PureWindowsPath(path), SYNCED) is same


@pytest.mark.parametrize(
    ("address", "path", "same"),
    [
        (f"{PERSONAL}/Heads/School.xlsm", f"{MAC}/Heads/School.xlsm", True),
        (f"{PERSONAL}/School.xlsm", f"{MAC}/School.xlsm", True),
        (f"{MINE}/School.xlsm", f"{MAC}/School.xlsm", True),
        (f"{PERSONAL}/Old/School.xlsm", f"{MAC}/School.xlsm", None),
        (f"{STAFF}/General/School.xlsm", f"{MAC}/Staff - General/School.xlsm", None),
        (f"{PERSONAL}/Heads/School.xlsm", "/Users/ana/Schools/Heads/School.xlsm", False),
        (f"{PERSONAL}/Zoe\u0308/School.xlsm", "/Users/ana/OneDrive/Zo\u00eb/School.xlsm", True),
    ],
)  # fmt: skip
def test_on_a_mac_folders_are_told_by_their_names(
    address: str,
    path: str,
    same: bool | None,  # noqa: FBT001 - a table of cases
) -> None:
    assert means(address, PurePosixPath(path), []) is same


@pytest.mark.parametrize("path", [PureWindowsPath(), PurePosixPath("/")])
def test_a_path_without_a_name_is_no_file(path: PurePath) -> None:
    assert means(f"{MINE}/School.xlsm", path, SYNCED) is False
