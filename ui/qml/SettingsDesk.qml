import QtQuick
import QtQuick.Layouts

// The program on this computer's desktop: links, the tray, and how it ends.
Section {
    symbol: "laptop"
    title: qsTr("On this computer")
    Toggle {
        Layout.fillWidth: true
        Layout.leftMargin: -8
        Layout.rightMargin: -8
        visible: desk.linksPossible
        text: qsTr("Open invitations with Organic")
        detail: qsTr("A click on a link is enough then. Organic is also in the list of programs.")
        checked: desk.links
        onClicked: { desk.open_links(checked); checked = Qt.binding(() => desk.links) }
    }
    Toggle {
        Layout.fillWidth: true
        Layout.leftMargin: -8
        Layout.rightMargin: -8
        visible: desk.trayPossible
        text: qsTr("Keep an icon beside the clock")
        detail: qsTr("Closing the window leaves the icon there.")
        checked: desk.tray
        onClicked: { desk.stay(checked); checked = Qt.binding(() => desk.tray) }
    }
    Toggle {
        Layout.fillWidth: true
        Layout.leftMargin: -8
        Layout.rightMargin: -8
        visible: doings.known
        enabled: doings.autostart !== "not-yet"
        text: qsTr("Start with the computer")
        detail: doings.autostart === "not-yet" ? qsTr("This works on Linux only so far.") : qsTr("Then news comes also while this window is closed. Only the part without a window starts.")
        checked: doings.autostart === "on"
        onToggled: doings.start_with_computer(checked)
    }
    Said { trouble: true; text: doings.startTrouble }
    Said { trouble: true; text: desk.trouble }
    Words {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignLeft
        size: 15
        color: theme.colours.muted
        text: qsTr("When you close the window, Organic goes on receiving what your people send. Quit it, and this computer is off for them.")
    }
    MainButton {
        quiet: true
        symbol: "log-out"
        text: qsTr("Quit Organic")
        enabled: !desk.quitting
        onClicked: desk.leave()
    }
}
