import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// One letter: mine at the end of the line, those of others at its beginning.
Item {
    id: letter
    property var post
    property bool named: false
    readonly property bool mine: post.mine
    readonly property real most: Math.min(width * 0.82, 560)
    implicitHeight: bubble.height
    height: implicitHeight
    // A letter may be as long as a book, or be made to look so.
    QtObject {
        id: folds
        property var unfolded: ({})
        function unfold(key, open) { unfolded = Object.assign({}, unfolded, { [key]: open }) }
    }

    Face {
        id: face
        visible: letter.named && !letter.mine
        anchors.left: parent.left
        anchors.bottom: bubble.bottom
        extent: 32
        person: letter.post.person
        letters: letter.post.letters
    }
    Rectangle {
        id: bubble
        anchors.left: letter.mine ? undefined : parent.left
        anchors.leftMargin: letter.named ? 42 : 0
        anchors.right: letter.mine ? parent.right : undefined
        width: Math.min(letter.most, Math.max(content.wanted, foot.implicitWidth + (remove.visible ? 36 : 0)) + 32)
        height: content.implicitHeight + 22
        radius: 18
        color: letter.mine ? theme.colours.tint : theme.colours.card
        border.color: letter.mine ? theme.colours.tint : theme.colours.border
        HoverHandler { id: hover }
        // What the text would take on one line: a text that wraps does not say so.
        Words { id: measure; visible: false; text: letter.post.text.slice(0, 4000); size: 16; lineHeight: 1.3; wrapMode: Text.NoWrap }
        ColumnLayout {
            id: content
            readonly property real wanted: letter.post.pictures.length > 0 ? 380 : letter.post.files.length > 0 ? 340 : Math.max(Math.ceil(measure.implicitWidth) + 2, who.visible ? who.implicitWidth : 0)
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.leftMargin: 16
            anchors.rightMargin: 16
            anchors.topMargin: 11
            spacing: 4
            Words {
                id: who
                visible: letter.named && !letter.mine
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignLeft
                text: letter.post.author
                size: 13
                lineHeight: 1.1
                font.weight: Font.DemiBold
                color: theme.colours.muted
                maximumLineCount: 1
                elide: Text.ElideRight
            }
            Folding {
                visible: text !== ""
                Layout.fillWidth: true
                text: letter.post.text
                size: 16
                lines: 40
                ink: letter.mine ? theme.colours.on_tint : theme.colours.text
                desk: folds
                key: letter.post.id
            }
            Album {
                visible: letter.post.pictures.length > 0
                Layout.fillWidth: true
                Layout.topMargin: 4
                post: letter.post
            }
            Repeater {
                model: letter.post.files
                FileCard {
                    required property var modelData
                    Layout.fillWidth: true
                    Layout.topMargin: 4
                    post: letter.post.id
                    file: modelData
                }
            }
            Repeater {
                model: letter.post.comments
                Folding {
                    required property var modelData
                    Layout.fillWidth: true
                    Layout.leftMargin: 10
                    text: modelData.author + ": " + modelData.text
                    size: 14
                    ink: theme.colours.muted
                    desk: folds
                    key: modelData.id
                }
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: 4
                Words {
                    id: foot
                    Layout.fillWidth: true
                    horizontalAlignment: Text.AlignLeft
                    text: letter.post.when + (letter.post.edited ? " · " + qsTr("changed") : "")
                    size: 12
                    lineHeight: 1.1
                    wrapMode: Text.NoWrap
                    color: letter.mine ? theme.colours.on_tint : theme.colours.muted
                }
                IconButton {
                    id: remove
                    visible: letter.mine
                    opacity: hover.hovered || activeFocus ? 1 : 0
                    extent: 28
                    symbol: "trash-2"
                    ink: theme.colours.on_tint
                    text: qsTr("Delete this letter")
                    onClicked: letters.delete(letter.post.id)
                }
            }
        }
    }
}
