"""Windows: the reading process and all that it starts end with the process that started them, and take no more memory than allowed.

What a lifeline and `setrlimit` do elsewhere (worker.py) is one job object here, which the system closes with its last handle, however its holder ends
(https://learn.microsoft.com/windows/win32/procthread/job-objects). Nothing of it runs on other systems; the tests check its types against pywin32's.
"""

from __future__ import annotations

import sys
from typing import Any


def tied(pid: int, memory: int) -> Any:
    """A job that holds the process `pid` and all its children: when the returned handle is closed, or its holder is gone, they end.

    No process of it may hold more than `memory` bytes. None on other systems than Windows. Raises OSError where the system refuses.
    """
    if sys.platform == "win32":
        import pywintypes
        import win32api
        import win32con
        import win32job

        try:
            job: Any = win32job.CreateJobObject(None, "")  # type: ignore[func-returns-value]
            limits = win32job.QueryInformationJobObject(job, win32job.JobObjectExtendedLimitInformation)
            limits["BasicLimitInformation"]["LimitFlags"] = win32job.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | win32job.JOB_OBJECT_LIMIT_PROCESS_MEMORY
            limits["ProcessMemoryLimit"] = memory
            win32job.SetInformationJobObject(job, win32job.JobObjectExtendedLimitInformation, limits)
            process = win32api.OpenProcess(win32con.PROCESS_SET_QUOTA | win32con.PROCESS_TERMINATE, False, pid)
            win32job.AssignProcessToJobObject(job, process)
        except pywintypes.error as error:
            raise OSError(str(error)) from error
        return job
    return None
