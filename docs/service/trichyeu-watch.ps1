# Tác vụ theo lịch của Windows: canh thư mục từ lúc máy khởi động, tự chạy lại khi hỏng. Chạy một lần trong PowerShell của người quản trị.
# A scheduled task of Windows: watches from the start of the machine, and is started again when it fails. Run once in an administrator's PowerShell.
$action = New-ScheduledTaskAction -Execute 'C:\trichyeu\Scripts\trichyeu.exe' `
    -Argument 'watch "D:\Van ban den" --db "D:\Trich yeu\van-ban.db" --settle 10'
$trigger = New-ScheduledTaskTrigger -AtStartup
$settings = New-ScheduledTaskSettingsSet -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) `
    -ExecutionTimeLimit ([TimeSpan]::Zero) -MultipleInstances IgnoreNew -StartWhenAvailable
# LOCAL SERVICE cần quyền đọc thư mục đến và ghi thư mục cơ sở dữ liệu. / LOCAL SERVICE needs to read the inbox and write the database's folder.
$principal = New-ScheduledTaskPrincipal -UserId 'NT AUTHORITY\LocalService' -LogonType ServiceAccount
Register-ScheduledTask -TaskName 'Trich yeu watch' -Action $action -Trigger $trigger -Settings $settings -Principal $principal
# Start-ScheduledTask 'Trich yeu watch'      Stop-ScheduledTask 'Trich yeu watch'      Unregister-ScheduledTask 'Trich yeu watch'
