"""What a forked process does before a student's first line: shut itself in, for good.

The steps are those of bubblewrap, done in a process that is already warm. As root the process gets a user of
its own; without root it gets a user namespace, where the system allows that.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_NEW_NS, _NEW_CGROUP, _NEW_UTS, _NEW_IPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
_NEW_USER, _NEW_PID, _NEW_NET = 0x10000000, 0x20000000, 0x40000000
_RDONLY, _NOSUID, _NODEV, _BIND, _REC, _PRIVATE = 1, 2, 4, 4096, 16384, 1 << 18
_DETACH = 2
_PDEATHSIG, _NO_NEW_PRIVS, _DUMPABLE = 1, 38, 4
_SIGKILL = 9
_RECURSIVE, _AT_FDCWD = 0x8000, -100
_CALLS = {"x86_64": {"pivot_root": 155, "capset": 126}, "aarch64": {"pivot_root": 41, "capset": 91}}
_MOUNT_SETATTR = 442

HOME = "/submission"
"""Where a submission runs: a folder in memory, gone with the process."""
USER = "student"

SYSTEM = (
    *("/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d"),
    *("/etc/alternatives", "/etc/fonts", "/etc/localtime", "/etc/nsswitch.conf", "/etc/mime.types"),
)
"""What of the machine can be read; `/etc/shadow`, homes and everything else is not there at all."""
DEVICES = ("null", "zero", "full", "random", "urandom")

REFUSED = (
    *("mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "open_tree", "move_mount", "fsopen"),
    *("fsconfig", "fsmount", "fspick", "mount_setattr", "ptrace", "process_vm_readv", "process_vm_writev"),
    *("kcmp", "pidfd_getfd", "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter"),
    *("io_uring_register", "keyctl", "add_key", "request_key", "open_by_handle_at", "name_to_handle_at"),
    *("kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module", "reboot", "swapon"),
    *("swapoff", "acct", "quotactl", "syslog", "settimeofday", "clock_settime", "adjtimex", "personality"),
    *("sethostname", "setdomainname", "iopl", "ioperm", "vhangup", "fanotify_init", "mknod", "mknodat"),
)
"""Calls to the kernel that no notebook needs, answered with "not permitted"."""


@dataclass(frozen=True)
class Limits:
    """What a submission may use; memory, files and output in bytes, times in seconds."""

    timeout: float = 30.0
    """Of one cell."""
    total: float = 180.0
    """Of a whole notebook."""
    memory: int = 1024 * 2**20
    """Beyond what the libraries take."""
    processes: int = 48
    file: int = 64 * 2**20
    scratch: int = 64 * 2**20
    open_files: int = 256
    output: int = 1_000_000
    """Of one cell."""

    def told(self) -> dict[str, Any]:
        """Return the limits as plain values."""
        return asdict(self)


class Refused(OSError):
    """The system does not let a process be shut in; the message says which step failed."""

    def __str__(self) -> str:
        """Return the message alone, for people."""
        return str(self.strerror)


def way() -> str:
    """Return `root` where a user of its own can be had for each submission, else `user` for namespaces."""
    return "root" if os.geteuid() == 0 else "user"


def die_with_parent() -> None:
    """End this process when the one that started it ends."""
    _call("prctl", _libc().prctl(_PDEATHSIG, _SIGKILL, 0, 0, 0))


def part(chosen: str) -> None:
    """Let the children of this process be alone among the processes: the next fork is their first.

    Raises
    ------
    Refused
        Where the system forbids it.
    """
    if chosen == "root":
        _unshare(_NEW_PID)
        return
    if chosen != "user":
        raise Refused(errno.ENOSYS, f"no way called {chosen}")
    uid, gid = os.geteuid(), os.getegid()
    _unshare(_NEW_USER | _NEW_PID)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"1000 {uid} 1")
    Path("/proc/self/gid_map").write_text(f"1000 {gid} 1")


@dataclass(frozen=True)
class View:
    """What a sandboxed process sees of the disk."""

    readable: Sequence[str]
    hidden: Sequence[str]
    """Folders and files below those, that are empty for it."""
    files: Sequence[tuple[str, str]]
    """Files to copy into its folder: where from, and the path there."""


def enter(chosen: str, uid: int, view: View, limits: Limits, filtered: Any) -> None:
    """Shut this process in; it cannot come out again.

    Parameters
    ----------
    chosen
        `root` or `user`, as `way` says.
    uid
        Number of a user that no other process has; as `root` only.
    filtered
        What `syscall_filter` made, before the fork.

    Raises
    ------
    Refused
        Where the system forbids a step.
    """
    _unshare(_NEW_NS | _NEW_NET | _NEW_IPC | _NEW_UTS | _NEW_CGROUP)
    _mount(None, "/", None, _REC | _PRIVATE)
    who = uid if chosen == "root" else 1000
    _build("/tmp", view, limits, who)
    os.umask(0o022)
    if chosen == "root":
        os.setgroups([])
        os.setresgid(uid, uid, uid)
    restrict(limits)
    if chosen == "root":
        os.setresuid(uid, uid, uid)
    _drop_capabilities()
    _call("prctl", _libc().prctl(_NO_NEW_PRIVS, 1, 0, 0, 0))
    die_with_parent()
    filtered.load()


def restrict(limits: Limits) -> None:
    """Set the limits of the kernel on this process and those that it will start."""
    virtual = _virtual() + limits.memory
    for name, most in {
        "AS": virtual,
        "CPU": int(limits.total) + 5,
        "NPROC": limits.processes,
        "FSIZE": limits.file,
        "NOFILE": limits.open_files,
        "CORE": 0,
        "MEMLOCK": 0,
        "MSGQUEUE": 0,
    }.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def syscall_filter() -> Any:
    """Return a filter of calls to the kernel, to be loaded in a process that is shut in.

    Raises
    ------
    Refused
        Without libseccomp.
    """
    try:
        import pyseccomp as seccomp
    except (ImportError, RuntimeError, OSError) as error:
        raise Refused(errno.ENOSYS, f"libseccomp ({error})") from None
    made = seccomp.SyscallFilter(seccomp.ALLOW)
    denied = seccomp.ERRNO(errno.EPERM)
    for name in REFUSED:
        try:
            made.add_rule(denied, name)
        except OSError as error:  # a call that this kernel or machine does not have
            if error.errno not in (errno.EFAULT, errno.EDOM, errno.EINVAL):
                raise
    made.add_rule(
        seccomp.ERRNO(errno.ENOSYS), "clone3"
    )  # its flags cannot be looked at; libc then uses clone
    namespaces = _NEW_NS | _NEW_CGROUP | _NEW_UTS | _NEW_IPC | _NEW_USER | _NEW_PID | _NEW_NET
    for flag in (one for one in (1 << bit for bit in range(32)) if one & namespaces):
        made.add_rule(denied, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, flag, flag))
    unix = 1
    made.add_rule(seccomp.ERRNO(errno.EACCES), "socket", seccomp.Arg(0, seccomp.NE, unix))
    return made


def _build(root: str, view: View, limits: Limits, uid: int) -> None:
    """Make the only files that the process will see, and make them its root."""
    sources = {path: os.open(path, os.O_PATH) for path in view.readable if os.path.exists(path)}
    devices = {name: os.open(f"/dev/{name}", os.O_PATH) for name in DEVICES}
    copies = [(os.open(source, os.O_RDONLY), to) for source, to in view.files]
    size = sum(os.fstat(one).st_size for one, _ in copies)
    _mount("tmpfs", root, "tmpfs", _NOSUID | _NODEV, "size=4m,mode=755")
    owner = f"uid={uid},gid={uid}"
    for folder, space in {"/tmp": limits.scratch, HOME: limits.scratch + size}.items():
        os.makedirs(root + folder)
        _mount("tmpfs", root + folder, "tmpfs", _NOSUID | _NODEV, f"size={space},mode=700,{owner}")
    for path, source in sources.items():
        if os.path.islink(path):
            os.makedirs(os.path.dirname(root + path), exist_ok=True)
            os.symlink(os.readlink(path), root + path)
        else:
            _bind(source, root + path, readonly=True)
        os.close(source)
    for path in view.hidden:
        if os.path.isdir(root + path):
            _mount("tmpfs", root + path, "tmpfs", _NOSUID | _NODEV | _RDONLY, "size=4k,mode=555")
        elif os.path.exists(root + path):
            _bind(devices["null"], root + path, readonly=True)
    for folder in ("/proc", "/dev", "/etc", "/.old"):
        os.makedirs(root + folder, exist_ok=True)
    Path(f"{root}/etc/passwd").write_text(f"{USER}:x:{uid}:{uid}:{USER}:{HOME}:/bin/sh\n")
    Path(f"{root}/etc/group").write_text(f"{USER}:x:{uid}:\n")
    Path(f"{root}/etc/hosts").write_text("127.0.0.1 localhost\n")
    _mount("proc", f"{root}/proc", "proc", _NOSUID | _NODEV | 8)
    for name, source in devices.items():
        _bind(source, f"{root}/dev/{name}", readonly=False)
        os.close(source)
    for opened, to in copies:
        _copy(opened, f"{root}{HOME}/{to}", root + HOME, uid)
    os.chdir(root)
    number = _CALLS[platform.machine()]["pivot_root"]
    _call("pivot_root", _libc().syscall(number, b".", b".old"))
    os.chdir("/")
    _call("umount", _libc().umount2(b"/.old", _DETACH))
    os.rmdir("/.old")
    _seal("/")
    os.chdir(HOME)


def _copy(source: int, target: str, top: str, uid: int) -> None:
    folder = os.path.dirname(target)
    os.makedirs(folder, exist_ok=True)
    with os.fdopen(source, "rb") as read, Path(target).open("wb") as write:
        shutil.copyfileobj(read, write)
    path = target
    while path != top:
        os.chown(path, uid, uid)
        path = os.path.dirname(path)


def _bind(source: int, target: str, readonly: bool) -> None:
    if os.path.isdir(f"/proc/self/fd/{source}"):
        os.makedirs(target, exist_ok=True)
    elif not os.path.exists(target):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        Path(target).touch()
    _mount(f"/proc/self/fd/{source}", target, None, _BIND | _REC)
    if readonly:
        attributes = (ctypes.c_uint64 * 4)(_RDONLY | _NOSUID, 0, 0, 0)
        made = _libc().syscall(
            _MOUNT_SETATTR, _AT_FDCWD, target.encode(), _RECURSIVE, ctypes.byref(attributes), 32
        )
        _call(f"mount_setattr {target}", made)


def _seal(path: str) -> None:
    """Make the top of the tree itself read-only, so that nothing can be put beside what is in it."""
    attributes = (ctypes.c_uint64 * 4)(_RDONLY, 0, 0, 0)
    _call("seal", _libc().syscall(_MOUNT_SETATTR, _AT_FDCWD, path.encode(), 0, ctypes.byref(attributes), 32))


def _drop_capabilities() -> None:
    """Give up every capability; the user namespace would have given all of them within itself."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    nothing = (ctypes.c_uint32 * 6)(0, 0, 0, 0, 0, 0)
    number = _CALLS[platform.machine()]["capset"]
    _call("capset", _libc().syscall(number, ctypes.byref(header), ctypes.byref(nothing)))


def _unshare(flags: int) -> None:
    _call("unshare", _libc().unshare(flags))


def _mount(source: str | None, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    made = _libc().mount(
        source.encode() if source else None,
        target.encode(),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        options.encode() if options else None,
    )
    _call(f"mount {target}", made)


def _call(step: str, result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise Refused(number, f"{step}: {os.strerror(number)}")


def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _virtual() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()
