; TradeDesk for Windows: per user, no administrator, English and Simplified Chinese.
; Everything that names the program comes from product.py by way of nsis.py, as definitions on the command line:
;   NAME TITLE VERSION FILES SIZE ICON TARGET HELP_* LEDGER_* CUSTOMER_*
; FILES is a written list of two macros, INSTALL_FILES and REMOVE_FILES: exactly what is installed is removed again.

Target amd64-unicode
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include "${FILES}"

Name "${TITLE}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\${TITLE}"
InstallDirRegKey HKCU "Software\${TITLE}" "Folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${TITLE}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${TITLE}"
VIAddVersionKey "LegalCopyright" "${TITLE}"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${TITLE}"
!define CLASSES "Software\Classes"
!define PROGRAM "$INSTDIR\${NAME}.exe"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "${PROGRAM}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString RUNNING ${LANG_ENGLISH} "${TITLE} is open. Close it, then try again. Nothing was changed."
LangString RUNNING ${LANG_SIMPCHINESE} "${TITLE} 正在运行。请先关闭，然后重试。未做任何更改。"
LangString STAYS ${LANG_ENGLISH} "${HELP_EN}"
LangString STAYS ${LANG_SIMPCHINESE} "${HELP_ZH}"
LangString LEDGER ${LANG_ENGLISH} "${LEDGER_EN}"
LangString LEDGER ${LANG_SIMPCHINESE} "${LEDGER_ZH}"
LangString CUSTOMER ${LANG_ENGLISH} "${CUSTOMER_EN}"
LangString CUSTOMER ${LANG_SIMPCHINESE} "${CUSTOMER_ZH}"

; An .exe that runs cannot be opened for writing: with it open nothing is begun, so nothing is left half done.
!macro REFUSE_WHILE_OPEN
    ${If} ${FileExists} "${PROGRAM}"
        ClearErrors
        FileOpen $0 "${PROGRAM}" a
        ${If} ${Errors}
            MessageBox MB_OK|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDOK
            SetErrorLevel 2
            Quit
        ${EndIf}
        FileClose $0
    ${EndIf}
!macroend

!macro ASSOCIATE ENDING CLASS WORDS
    WriteRegStr HKCU "${CLASSES}\.${ENDING}" "" "${CLASS}"
    WriteRegStr HKCU "${CLASSES}\${CLASS}" "" "${WORDS}"
    WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "${PROGRAM},0"
    WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"${PROGRAM}" "%1"'
!macroend

; Another program may have taken the ending since: then it is left alone.
!macro DISSOCIATE ENDING CLASS
    ReadRegStr $0 HKCU "${CLASSES}\.${ENDING}" ""
    ${If} $0 == "${CLASS}"
        DeleteRegKey HKCU "${CLASSES}\.${ENDING}"
    ${EndIf}
    DeleteRegKey HKCU "${CLASSES}\${CLASS}"
!macroend

!macro TELL_THE_DESKTOP
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
    !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Function un.onInit
    !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section
    !insertmacro REFUSE_WHILE_OPEN
    ; What an older version left and this one has no more would be loaded still: it removes itself first.
    ReadRegStr $1 HKCU "Software\${TITLE}" "Folder"
    ${If} $1 != ""
    ${AndIf} ${FileExists} "$1\uninstall.exe"
        ExecWait '"$1\uninstall.exe" /S _?=$1' $0
        Delete "$1\uninstall.exe"
        RMDir "$1"
    ${EndIf}
    !insertmacro INSTALL_FILES
    SetOutPath "$INSTDIR"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "${PROGRAM}"
    WriteRegStr HKCU "Software\${TITLE}" "Folder" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "${PROGRAM},0"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
    !insertmacro ASSOCIATE "${LEDGER_ENDING}" "${TITLE}.Ledger" "$(LEDGER)"
    !insertmacro ASSOCIATE "${CUSTOMER_ENDING}" "${TITLE}.Customer" "$(CUSTOMER)"
    !insertmacro TELL_THE_DESKTOP
SectionEnd

Section Uninstall
    !insertmacro REFUSE_WHILE_OPEN
    !insertmacro REMOVE_FILES
    Delete "$SMPROGRAMS\${TITLE}.lnk"
    !insertmacro DISSOCIATE "${LEDGER_ENDING}" "${TITLE}.Ledger"
    !insertmacro DISSOCIATE "${CUSTOMER_ENDING}" "${TITLE}.Customer"
    DeleteRegKey HKCU "${UNINSTALL}"
    DeleteRegKey HKCU "Software\${TITLE}"
    Delete "$INSTDIR\uninstall.exe"
    ; Only when it is empty: what somebody else put there is not ours to delete.
    RMDir "$INSTDIR"
    !insertmacro TELL_THE_DESKTOP
    DetailPrint "$(STAYS)"
    MessageBox MB_OK|MB_ICONINFORMATION "$(STAYS)" /SD IDOK
SectionEnd
