import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// What protects this disk, and a passphrase of one's own.
Section {
    id: lock
    property bool open: false
    symbol: "lock"
    title: qsTr("This disk")
    hint: disk.said
    function leave() {
        open = false
        for (const field of [current, chosen, again]) field.text = ""
    }
    function send() { if (go.enabled) disk.lock(chosen.text, again.text, current.text) }
    MainButton {
        visible: !lock.open
        quiet: true
        symbol: "lock"
        text: disk.kind === "passphrase" ? qsTr("Change the passphrase") : qsTr("Set a passphrase")
        onClicked: { disk.forget(); lock.open = true; (disk.kind === "passphrase" ? current : chosen).forceActiveFocus() }
    }
    ColumnLayout {
        Layout.fillWidth: true
        visible: lock.open
        spacing: 12
        Keys.onEscapePressed: lock.leave()
        Field { id: current; Layout.fillWidth: true; visible: disk.kind === "passphrase"; hint: qsTr("Your current passphrase"); echoMode: TextInput.Password; enabled: !disk.busy; onAccepted: chosen.forceActiveFocus() }
        Field { id: chosen; Layout.fillWidth: true; hint: qsTr("A new passphrase: a few words"); echoMode: TextInput.Password; enabled: !disk.busy; onAccepted: again.forceActiveFocus() }
        Words { Layout.fillWidth: true; visible: text !== ""; horizontalAlignment: Text.AlignLeft; size: 14; color: theme.colours.muted; text: disk.strength(chosen.text); Accessible.role: Accessible.AlertMessage }
        Field { id: again; Layout.fillWidth: true; hint: qsTr("The same once more"); echoMode: TextInput.Password; enabled: !disk.busy; onAccepted: lock.send() }
        RowLayout {
            Layout.fillWidth: true
            spacing: 12
            Image { Layout.alignment: Qt.AlignTop; Layout.topMargin: 2; source: "image://icon/circle-alert/" + ("" + theme.colours.danger).slice(-6); sourceSize: Qt.size(20, 20) }
            Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; size: 15; text: qsTr("If you forget it, nobody can open this disk again: not your people, and not the makers of this program. Write it down and keep it where you keep papers.") }
        }
        Flow {
            Layout.fillWidth: true
            spacing: 10
            MainButton { id: go; text: disk.busy ? qsTr("One moment…") : qsTr("Lock with this"); enabled: !disk.busy && disk.is_long_enough(chosen.text) && again.text !== ""; onClicked: lock.send() }
            MainButton { quiet: true; text: qsTr("Cancel"); enabled: !disk.busy; onClicked: lock.leave() }
        }
    }
    Said { text: disk.trouble !== "" ? disk.trouble : disk.message; trouble: disk.trouble !== "" }
    Connections {
        target: disk
        function onLocked() { lock.leave() }
    }
}
