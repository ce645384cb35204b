import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// One person: what there is to know, and what I can do. Each act says what it does before it is done.
Popup {
    id: sheet
    property var person: ({})
    property string act: ""
    signal write(string person)
    parent: Overlay.overlay
    anchors.centerIn: parent
    width: parent ? Math.min(parent.width - 32, 520) : 0
    height: parent ? Math.min(parent.height - 32, body.implicitHeight + 56) : 0
    modal: true
    focus: true
    padding: 0
    background: Card { radius: 20 }
    Overlay.modal: Rectangle { color: theme.colours.scrim; opacity: 0.45 }
    // `how` it was asked for: whoever walks by keyboard sees where they are.
    property int how: Qt.OtherFocusReason
    function look(how) { sheet.how = how === undefined ? Qt.OtherFocusReason : how; act = ""; reason.text = ""; erase.checked = false; flick.contentY = 0; open() }
    onOpened: (letter.visible ? letter : shut).forceActiveFocus(how)
    // What is shown stays while it closes.
    readonly property var now: people.details
    onNowChanged: if (now.id !== undefined) person = now; else close()
    onClosed: people.look_at("")
    contentItem: FocusScope {
        focus: true
        LayoutMirroring.enabled: Qt.application.layoutDirection === Qt.RightToLeft
        LayoutMirroring.childrenInherit: true
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.person.name || ""
        Flickable {
            id: flick
            anchors.fill: parent
            anchors.topMargin: 28
            anchors.bottomMargin: 28
            contentHeight: body.implicitHeight
            clip: true
            ScrollBar.vertical: ScrollBar { }
            ColumnLayout {
                id: body
                x: 28
                width: flick.width - 56
                spacing: 14
                RowLayout {
                    Layout.fillWidth: true
                    spacing: 16
                    Face { person: sheet.person.id || ""; letters: sheet.person.letters || "?"; extent: 72 }
                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 2
                        Words { Layout.fillWidth: true; text: sheet.person.name || ""; size: 22; lineHeight: 1.15; font.weight: Font.DemiBold; maximumLineCount: 3; elide: Text.ElideRight }
                        Words { Layout.fillWidth: true; text: sheet.person.role || ""; size: 15; color: sheet.person.steward ? theme.colours.on_tint : theme.colours.muted }
                    }
                    IconButton { id: shut; Layout.alignment: Qt.AlignTop; symbol: "x"; text: qsTr("Close"); onClicked: sheet.close() }
                }
                Repeater {
                    model: sheet.person.facts || []
                    RowLayout {
                        id: fact
                        required property var modelData
                        Layout.fillWidth: true
                        spacing: 12
                        Image {
                            Layout.alignment: Qt.AlignTop
                            source: "image://icon/" + fact.modelData.symbol + "/" + ("" + theme.colours.muted).slice(-6)
                            sourceSize: Qt.size(20, 20)
                        }
                        Words { Layout.fillWidth: true; text: fact.modelData.text; size: 15; lineHeight: 1.2 }
                    }
                }
                Flow {
                    Layout.fillWidth: true
                    Layout.topMargin: 6
                    visible: sheet.act === ""
                    spacing: 10
                    MainButton { most: flick.width - 56; id: letter; visible: sheet.person.mayWrite === true; text: qsTr("Write a letter"); symbol: "mail"; onClicked: { const to = sheet.person.id; sheet.close(); sheet.write(to) } }
                    MainButton { most: flick.width - 56; quiet: true; visible: sheet.person.mayPromote === true; text: sheet.person.agrees ? qsTr("Agree to make them a steward") : qsTr("Make them a steward"); symbol: "crown"; onClicked: sheet.act = "promote" }
                    MainButton { most: flick.width - 56; quiet: true; danger: true; visible: sheet.person.mayRemove === true; text: qsTr("Remove from the circle"); onClicked: sheet.act = "remove" }
                    MainButton { most: flick.width - 56; quiet: true; visible: sheet.person.mayUnseat === true; text: qsTr("Propose a change"); onClicked: sheet.act = "unseat" }
                    MainButton { most: flick.width - 56; quiet: true; danger: true; visible: sheet.person.mayLeave === true; text: qsTr("Leave this circle"); symbol: "log-out"; onClicked: sheet.act = "leave" }
                }
                Words {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: sheet.act !== "" ? sheet.person[sheet.act] || "" : sheet.person.me ? (sheet.person.mayLeave ? "" : sheet.person.leave || "") : sheet.person.mayUnseat ? "" : sheet.person.unseat || ""
                    size: 15
                    color: theme.colours.muted
                }
                Toggle {
                    id: erase
                    Layout.fillWidth: true
                    Layout.leftMargin: -8
                    Layout.rightMargin: -8
                    visible: sheet.act === "leave"
                    text: qsTr("Delete what I wrote there")
                    detail: sheet.person.erase || ""
                }
                Field {
                    id: reason
                    Layout.fillWidth: true
                    visible: sheet.act === "remove" || sheet.act === "unseat"
                    hint: qsTr("Why? Every member can read it.")
                    Accessible.name: qsTr("Reason")
                    maximumLength: 120
                }
                Flow {
                    Layout.fillWidth: true
                    visible: sheet.act !== ""
                    spacing: 10
                    MainButton { most: flick.width - 56; visible: sheet.act === "promote"; text: sheet.person.agrees ? qsTr("Agree") : qsTr("Make them a steward"); onClicked: { people.promote(sheet.person.id); sheet.close() } }
                    MainButton { most: flick.width - 56; visible: sheet.act === "remove"; enabled: reason.text.trim() !== ""; quiet: true; danger: true; text: qsTr("Remove"); onClicked: if (people.remove(sheet.person.id, reason.text)) sheet.close() }
                    MainButton { most: flick.width - 56; visible: sheet.act === "unseat"; enabled: reason.text.trim() !== ""; quiet: true; text: qsTr("Propose that they step down"); onClicked: { people.propose("demote", sheet.person.id, reason.text); sheet.close() } }
                    MainButton { most: flick.width - 56; visible: sheet.act === "unseat"; enabled: reason.text.trim() !== ""; quiet: true; danger: true; text: qsTr("Propose to remove them"); onClicked: { people.propose("remove", sheet.person.id, reason.text); sheet.close() } }
                    MainButton { most: flick.width - 56; visible: sheet.act === "leave"; quiet: true; danger: true; text: erase.checked ? qsTr("Delete and leave") : qsTr("Leave"); onClicked: { people.leave(erase.checked); sheet.close() } }
                    MainButton { most: flick.width - 56; quiet: true; text: qsTr("Back"); onClicked: sheet.act = "" }
                }
            }
        }
    }
}
