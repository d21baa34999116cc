#!/bin/bash
# After the package is removed: the link to the program, and the AppArmor profile. dpkg says why it runs this ("remove",
# "purge", "upgrade" …), rpm how many of its versions are left. On an update the new version has made both by then.
case "$1" in
    upgrade|failed-upgrade|abort-install|abort-upgrade|disappear|[1-9]) exit 0 ;;
esac

if type update-alternatives >/dev/null 2>&1; then
    update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}'
fi
if [ -L '/usr/bin/${executable}' ] && [ ! -e '/usr/bin/${executable}' ]; then
    rm -f '/usr/bin/${executable}'
fi

PROFILE='/etc/apparmor.d/${executable}'
if [ -f "$PROFILE" ]; then
    if apparmor_status --enabled >/dev/null 2>&1 &&
        ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; } &&
        hash apparmor_parser 2>/dev/null; then
        apparmor_parser --remove "$PROFILE" || true
    fi
    rm -f "$PROFILE"
fi

# The lists of programs and types still name it.
if hash update-desktop-database 2>/dev/null; then
    update-desktop-database /usr/share/applications || true
fi
