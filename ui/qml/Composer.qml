import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import QtQuick.Layouts

// The place to write. Who will see it stands beside the button that sends it.
Card {
    id: composer
    property string target: home.circle !== "" ? home.circle : (session.circleList.length > 0 ? session.circleList[0].id : "")
    readonly property var audience: session.circleList.find(c => c.id === target)
    readonly property bool open: text.activeFocus || text.text !== "" || home.attached.length > 0
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
                text: home.draft()
                onTextChanged: home.keep_draft(text.text)
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
            visible: home.attached.length > 0
            spacing: 8
            Repeater {
                model: home.attached
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
                        onClicked: home.detach(parent.modelData.path)
                    }
                }
            }
        }
        RowLayout {
            visible: composer.open
            spacing: 12
            Words {
                Layout.fillWidth: true
                size: 14
                lineHeight: 1.2
                color: theme.colours.muted
                text: home.sending ? (home.attached.length > 0 ? qsTr("Getting your pictures ready…") : qsTr("Sending…")) : composer.audience ? qsTr("Everybody in %1 sees this (%2).").arg(composer.audience.name).arg(composer.audience.people) : ""
            }
            Choice {
                id: circles
                visible: session.circleList.length > 1 && home.circle === ""
                model: session.circleList
                textRole: "name"
                valueRole: "id"
                Accessible.name: qsTr("Who sees it")
                onActivated: composer.target = currentValue
            }
            MainButton {
                id: send
                objectName: "send"
                text: qsTr("Post")
                enabled: !home.sending && (text.text.trim() !== "" || home.attached.length > 0)
                onClicked: home.post(text.text, composer.target)
            }
        }
    }
    Connections {
        target: home
        function onPosted() { text.text = "" }
    }
    Connections {
        target: drafts
        function onLoaded() { if (text.text === "") text.text = home.draft() }
    }
    FileDialog {
        id: dialog
        fileMode: FileDialog.OpenFiles
        title: qsTr("Pictures and files")
        onAccepted: home.attach(selectedFiles)
    }
}
