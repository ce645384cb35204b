import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import QtQuick.Layouts

// The place to write. Who will see it stands beside the button that sends it.
Card {
    id: card
    readonly property bool tight: width < 460 * theme.scale
    readonly property bool open: text.activeFocus || text.text !== "" || composer.attached.length > 0 || picker.opened
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
                    if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && (event.modifiers & Qt.ControlModifier)) { composer.post(text.text); event.accepted = true }
                    else if (event.matches(StandardKey.Paste) && composer.paste()) event.accepted = true
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
        Attached {
            Layout.fillWidth: true
            visible: composer.attached.length > 0
            items: composer.attached
            onRemoved: key => composer.detach(key)
        }
        GridLayout {
            // Beside each other where there is room: who sees it, and the button that sends it.
            visible: card.open
            Layout.fillWidth: true
            columns: card.tight ? 1 : 3
            columnSpacing: 12
            rowSpacing: 10
            AbstractButton {
                id: who
                objectName: "audience"
                Layout.fillWidth: true
                Layout.maximumWidth: card.tight ? card.width : implicitWidth
                implicitHeight: Math.max(44, 30 * theme.scale)
                implicitWidth: seen.width + label.implicitWidth + 64
                focusPolicy: Qt.StrongFocus
                Accessible.role: Accessible.ButtonMenu
                Accessible.name: qsTr("Who sees it: %1").arg(composer.audienceName)
                Accessible.description: composer.audience
                Accessible.onPressAction: clicked()
                onClicked: picker.open()
                background: Rectangle {
                    radius: height / 2
                    color: who.hovered ? theme.colours.sunken : theme.colours.card
                    border.color: who.visualFocus ? theme.colours.accent : theme.colours.outline
                    border.width: who.visualFocus ? 2 : 1
                }
                contentItem: Item {
                    Faces { id: seen; anchors.left: parent.left; anchors.leftMargin: 8; anchors.verticalCenter: parent.verticalCenter; people: composer.faces; extent: 26 }
                    Words {
                        id: label
                        anchors.left: seen.right
                        anchors.leftMargin: 10
                        anchors.right: arrow.left
                        anchors.rightMargin: 8
                        anchors.verticalCenter: parent.verticalCenter
                        horizontalAlignment: Text.AlignLeft
                        text: composer.audienceName
                        size: 15
                        lineHeight: 1
                        wrapMode: Text.NoWrap
                        elide: Text.ElideRight
                    }
                    Image {
                        id: arrow
                        anchors.right: parent.right
                        anchors.rightMargin: 14
                        anchors.verticalCenter: parent.verticalCenter
                        rotation: 90
                        source: "image://icon/chevron-right/" + ("" + theme.colours.muted).slice(-6)
                        sourceSize: Qt.size(18, 18)
                    }
                }
                AudiencePicker { id: picker; objectName: "audiencePicker"; parent: who; y: who.height + 8; width: Math.min(400, card.width - 32) }
            }
            Item { visible: !card.tight; Layout.fillWidth: true }
            MainButton {
                id: send
                objectName: "send"
                Layout.alignment: Qt.AlignRight
                text: qsTr("Post")
                enabled: text.text.trim() !== "" || composer.attached.length > 0
                onClicked: composer.post(text.text)
            }
        }
        Words {
            Layout.fillWidth: true
            visible: card.open
            horizontalAlignment: Text.AlignLeft
            size: 14
            lineHeight: 1.2
            color: theme.colours.muted
            text: composer.audience
        }
        Words {
            Layout.fillWidth: true
            visible: composer.progress !== ""
            horizontalAlignment: Text.AlignLeft
            size: 14
            lineHeight: 1.2
            color: theme.colours.muted
            text: composer.progress
        }
        Rectangle {
            objectName: "held"
            Layout.fillWidth: true
            visible: composer.held !== ""
            radius: 14
            color: theme.colours.tint
            implicitHeight: waiting.implicitHeight + 20
            GridLayout {
                id: waiting
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.leftMargin: 16
                anchors.rightMargin: 10
                columns: card.tight ? 2 : 3
                columnSpacing: 8
                rowSpacing: 6
                Words {
                    Layout.fillWidth: true
                    Layout.columnSpan: card.tight ? 2 : 3
                    Layout.topMargin: 4
                    horizontalAlignment: Text.AlignLeft
                    text: composer.heldText.slice(0, 600)
                    maximumLineCount: 4
                    elide: Text.ElideRight
                    color: theme.colours.text
                }
                Words {
                    Layout.fillWidth: true
                    Layout.columnSpan: card.tight ? 2 : 1
                    horizontalAlignment: Text.AlignLeft
                    text: composer.held
                    size: 14
                    lineHeight: 1.2
                    color: theme.colours.on_tint
                    // Said once, and not each second.
                    Accessible.role: Accessible.AlertMessage
                    Accessible.name: composer.held !== "" ? qsTr("Your post leaves in %n second(s). It can still be undone.", "", composer.undoSeconds) : ""
                }
                MainButton { quiet: true; text: qsTr("Send it now"); onClicked: composer.send_now() }
                MainButton { text: qsTr("Undo"); symbol: "undo-2"; onClicked: composer.undo() }
            }
        }
        RowLayout {
            visible: composer.message !== ""
            spacing: 8
            Words {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignLeft
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
    FileDialog {
        id: dialog
        fileMode: FileDialog.OpenFiles
        title: qsTr("Pictures and files")
        onAccepted: composer.attach(selectedFiles)
    }
}
