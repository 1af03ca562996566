# Shows a draft in classic Outlook. The one argument is the path of a JSON file; nothing of a message is in this script.
# Ends with 0 once the draft stands, 3 when Outlook cannot be asked, 4 when it refused a part of the message.
param([Parameter(Mandatory = $true)][string]$Data)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

try {
    $draft = [IO.File]::ReadAllText($Data, [Text.Encoding]::UTF8) | ConvertFrom-Json
    $text = [IO.File]::ReadAllText($draft.text, [Text.Encoding]::UTF8)
    $outlook = New-Object -ComObject Outlook.Application
    $mail = $outlook.CreateItem(0)
} catch {
    exit 3
}

try {
    if (-not $draft.html) { $mail.BodyFormat = 1 }
    $mail.Subject = $draft.subject
    foreach ($each in @($draft.recipients)) {
        $recipient = $mail.Recipients.Add($each.line)
        $recipient.Type = $each.kind
        [void]$recipient.Resolve()
    }
    foreach ($path in @($draft.attachments)) { [void]$mail.Attachments.Add($path, 1) }
    foreach ($picture in @($draft.inline)) {
        $attached = $mail.Attachments.Add($picture.path, 1, 0)
        $attached.PropertyAccessor.SetProperty('http://schemas.microsoft.com/mapi/proptag/0x3712001F', $picture.cid)
    }
    # Shown first: Outlook puts the signature in, and our text goes above it.
    $mail.Display($false)
    if ($draft.html) {
        $html = [IO.File]::ReadAllText($draft.html, [Text.Encoding]::UTF8)
        $inner = [regex]::Match($html, '(?is)<body[^>]*>(.*)</body>')
        if ($inner.Success) { $html = $inner.Groups[1].Value }
        $whole = $mail.HTMLBody
        $opening = [regex]::Match($whole, '(?is)<body[^>]*>')
        if ($opening.Success) {
            $mail.HTMLBody = $whole.Insert($opening.Index + $opening.Length, $html)
        } else {
            $mail.HTMLBody = $html + $whole
        }
    } else {
        $mail.Body = $text + $mail.Body
    }
} catch {
    exit 4
}
exit 0
