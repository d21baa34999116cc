; What electron-builder's installer leaves to us: links of the form yingke://… open the desk. SHCTX is the person's part of
; the registry, or the computer's where it is installed for everybody.
!macro customInstall
  WriteRegStr SHCTX "Software\Classes\yingke" "" "URL:Yingke"
  WriteRegStr SHCTX "Software\Classes\yingke" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\yingke\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHCTX "Software\Classes\yingke\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  ; Not what another program has taken over since.
  ReadRegStr $0 SHCTX "Software\Classes\yingke\shell\open\command" ""
  StrCmp $0 '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"' 0 +2
  DeleteRegKey SHCTX "Software\Classes\yingke"
!macroend
