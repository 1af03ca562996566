-- Shows a draft in Apple Mail. Nothing of a message is in this script: argument 1 is the path of the text in UTF-8,
-- argument 2 the subject, then threes of kind ("to", "cc", "bcc", "file"), name, and address or path.
on run argv
	set theText to read (POSIX file (item 1 of argv)) as «class utf8»
	tell application "Mail"
		set theDraft to make new outgoing message with properties {visible:true, subject:(item 2 of argv), content:theText}
		tell theDraft
			repeat with at from 3 to (count of argv) by 3
				set theKind to item at of argv
				set theName to item (at + 1) of argv
				set theValue to item (at + 2) of argv
				if theKind is "to" then
					set theOne to make new to recipient at end of to recipients with properties {address:theValue}
					if theName is not "" then set name of theOne to theName
				else if theKind is "cc" then
					set theOne to make new cc recipient at end of cc recipients with properties {address:theValue}
					if theName is not "" then set name of theOne to theName
				else if theKind is "bcc" then
					set theOne to make new bcc recipient at end of bcc recipients with properties {address:theValue}
					if theName is not "" then set name of theOne to theName
				else if theKind is "file" then
					make new attachment with properties {file name:(POSIX file theValue)} at after the last paragraph
				end if
			end repeat
		end tell
		activate
	end tell
end run
