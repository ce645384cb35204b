import QtQuick
import QtQuick.Layouts

// The program on this computer's desktop: links, the tray, and how it ends.
Section {
    symbol: "laptop"
    title: qsTr("On this computer")
    Toggle {
        Layout.fillWidth: true
        visible: desk.linksPossible
        text: qsTr("Open invitations with Organic")
        detail: qsTr("A click on a link is enough then. Organic is also in the list of programs.")
        checked: desk.links
        onClicked: { desk.open_links(checked); checked = Qt.binding(() => desk.links) }
    }
    Toggle {
        Layout.fillWidth: true
        visible: desk.trayPossible
        text: qsTr("Keep an icon beside the clock")
        detail: qsTr("Closing the window leaves the icon there.")
        checked: desk.tray
        onClicked: { desk.stay(checked); checked = Qt.binding(() => desk.tray) }
    }
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
