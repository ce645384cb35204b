import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import QtQuick.Layouts

// The place to write. Who will see it stands beside the button that sends it.
Card {
    id: card
    property string target: composer.place !== "" ? composer.place : (session.circleList.length > 0 ? session.circleList[0].id : "")
    readonly property var audience: session.circleList.find(c => c.id === target)
    readonly property bool open: text.activeFocus || text.text !== "" || composer.attached.length > 0
    implicitHeight: inner.implicitHeight + 32
    height: implicitHeight

    ColumnLayout {
        id: inner
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 16
        spacing: 12
        RowLayout {
            spacing: 12
            Face { Layout.alignment: Qt.AlignTop; person: session.person; letters: session.letters }
            Writing {
                id: text
                objectName: "writing"
                Layout.fillWidth: true
                hint: qsTr("Share something with your people…")
                text: composer.draft()
                onTextChanged: composer.keep_draft(text.text)
                Keys.onPressed: event => {
                    if (event.key === Qt.Key_Return && (event.modifiers & Qt.ControlModifier)) { send.clicked(); event.accepted = true }
                }
            }
            IconButton {
                Layout.alignment: Qt.AlignTop
                symbol: "image-plus"
                text: qsTr("Add pictures or files")
                extent: 46
                ink: theme.colours.accent
                onClicked: dialog.open()
            }
        }
        Flow {
            Layout.fillWidth: true
            visible: composer.attached.length > 0
            spacing: 8
            Repeater {
                model: composer.attached
                Rectangle {
                    required property var modelData
                    radius: 10
                    color: theme.colours.sunken
                    height: 40
                    width: Math.min(name.implicitWidth + 84, 280)
                    Image {
                        x: 12
                        anchors.verticalCenter: parent.verticalCenter
                        source: "image://icon/" + (parent.modelData.picture ? "images" : "file") + "/" + ("" + theme.colours.muted).slice(-6)
                        sourceSize: Qt.size(18, 18)
                    }
                    Words {
                        id: name
                        x: 40
                        width: parent.width - 84
                        anchors.verticalCenter: parent.verticalCenter
                        text: parent.modelData.name
                        size: 14
                        lineHeight: 1
                        wrapMode: Text.NoWrap
                        elide: Text.ElideMiddle
                    }
                    IconButton {
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        extent: 36
                        symbol: "x"
                        text: qsTr("Take out %1").arg(parent.modelData.name)
                        onClicked: composer.detach(parent.modelData.path)
                    }
                }
            }
        }
        RowLayout {
            visible: card.open
            spacing: 12
            Words {
                Layout.fillWidth: true
                size: 14
                lineHeight: 1.2
                color: theme.colours.muted
                text: composer.sending ? (composer.attached.length > 0 ? qsTr("Getting your pictures ready…") : qsTr("Sending…")) : card.audience ? qsTr("Everybody in %1 sees this (%2).").arg(card.audience.name).arg(card.audience.people) : ""
            }
            Choice {
                id: circles
                visible: session.circleList.length > 1 && composer.place === ""
                model: session.circleList
                textRole: "name"
                valueRole: "id"
                Accessible.name: qsTr("Who sees it")
                onActivated: card.target = currentValue
            }
            MainButton {
                id: send
                objectName: "send"
                text: qsTr("Post")
                enabled: !composer.sending && (text.text.trim() !== "" || composer.attached.length > 0)
                onClicked: composer.post(text.text, card.target)
            }
        }
        RowLayout {
            visible: composer.message !== ""
            spacing: 8
            Words {
                Layout.fillWidth: true
                size: 14
                lineHeight: 1.2
                text: composer.message
                Accessible.role: Accessible.AlertMessage
                Accessible.name: composer.message
            }
            IconButton { symbol: "x"; extent: 36; text: qsTr("Put away"); onClicked: composer.hush() }
        }
    }
    Connections {
        target: composer
        function onPosted() { text.text = "" }
        function onMoved() { text.text = composer.draft() }
    }
    Connections {
        target: drafts
        function onLoaded() { if (text.text === "") text.text = composer.draft() }
    }
    FileDialog {
        id: dialog
        fileMode: FileDialog.OpenFiles
        title: qsTr("Pictures and files")
        onAccepted: composer.attach(selectedFiles)
    }
}
