"""Programs run by somebody who is not us."""

import os
import pwd
import shutil

NAME = "nobody"
# Reading is left to them: our Python may lie in a home that is closed to others.
AS_STRANGER = ["setpriv", f"--reuid={NAME}", "--regid=65534", "--clear-groups"]
AS_STRANGER += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]


def words():
    """What stands before a command so that another user runs it; nothing where we may not choose."""
    return AS_STRANGER if os.geteuid() == 0 and shutil.which("setpriv") else []


def give(folder):
    """Let them have a folder with everything in it, if there is another user."""
    if words():
        owner = pwd.getpwnam(NAME)
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, owner.pw_uid, owner.pw_gid)
