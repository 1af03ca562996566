"""Where sent mail lies: mbox files, folders of mails, Thunderbird profiles, IMAP accounts. All of it is only read."""
