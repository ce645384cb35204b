import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// One post: who, when, for whom, what it says and shows, and what was answered.
Card {
    id: card
    property var post
    property string spoken: ""
    readonly property var mine: post.reactions.find(r => r.mine)
    implicitHeight: inner.implicitHeight + 32
    height: implicitHeight
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken

    ColumnLayout {
        id: inner
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 16
        spacing: 12
        RowLayout {
            spacing: 12
            Face { person: card.post.person; letters: card.post.letters; extent: 46 }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 1
                Words { Layout.fillWidth: true; text: card.post.author; horizontalAlignment: Text.AlignLeft; size: 16; font.weight: Font.DemiBold; maximumLineCount: 1; elide: Text.ElideRight }
                Words {
                    Layout.fillWidth: true
                    size: 13
                    horizontalAlignment: Text.AlignLeft
                    color: theme.colours.muted
                    text: card.post.when + (card.post.edited ? " · " + qsTr("changed") : "")
                }
                SeenBy { Layout.fillWidth: true; Layout.topMargin: 2; post: card.post }
            }
            IconButton {
                visible: card.post.mine
                symbol: "trash-2"
                text: qsTr("Delete this post")
                onClicked: home.delete(card.post.id)
            }
        }
        Words {
            Layout.fillWidth: true
            visible: text !== ""
            text: card.post.text
            size: 17
            lineHeight: 1.4
        }
        Words {
            Layout.fillWidth: true
            visible: text !== ""
            text: card.post.note
            size: 14
            color: theme.colours.danger
        }
        Album {
            Layout.fillWidth: true
            visible: card.post.pictures.length > 0
            post: card.post
        }
        Repeater {
            model: card.post.files
            FileCard {
                required property var modelData
                Layout.fillWidth: true
                post: card.post.id
                file: modelData
            }
        }
        RowLayout {
            spacing: 8
            AbstractButton {
                id: like
                implicitHeight: 40
                implicitWidth: faces.implicitWidth
                focusPolicy: Qt.StrongFocus
                Accessible.role: Accessible.Button
                Accessible.name: card.mine ? qsTr("Take your reaction back") : qsTr("React with a heart")
                Accessible.description: card.post.reacted
                onClicked: home.react(card.post.id, card.mine ? "" : "❤️")
                background: Rectangle {
                    radius: 20
                    color: card.mine ? theme.colours.danger_tint : like.hovered ? theme.colours.sunken : theme.colours.card
                    border.color: like.visualFocus ? theme.colours.accent : theme.colours.border
                    border.width: like.visualFocus ? 2 : 1
                }
                contentItem: Row {
                    id: faces
                    leftPadding: 16
                    rightPadding: 16
                    spacing: 6
                    Image {
                        anchors.verticalCenter: parent.verticalCenter
                        source: "image://icon/heart/" + ("" + (card.mine ? theme.colours.heart : theme.colours.muted)).slice(-6)
                        sourceSize: Qt.size(20, 20)
                    }
                    Repeater {
                        model: card.post.reactions.slice(0, 6)
                        Row {
                            id: reaction
                            required property var modelData
                            anchors.verticalCenter: parent.verticalCenter
                            spacing: 2
                            Face { person: reaction.modelData.person; letters: reaction.modelData.letters; extent: 26 }
                            Words { anchors.verticalCenter: parent.verticalCenter; visible: text !== ""; text: reaction.modelData.emoji; size: 14; lineHeight: 1 }
                        }
                    }
                }
            }
            Words {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignRight
                text: card.post.travelled
                size: 13
                color: theme.colours.muted
            }
        }
        Repeater {
            model: card.post.comments
            RowLayout {
                id: answer
                required property var modelData
                Layout.fillWidth: true
                spacing: 10
                Face { Layout.alignment: Qt.AlignTop; person: answer.modelData.person; letters: answer.modelData.letters; extent: 34 }
                Rectangle {
                    Layout.fillWidth: true
                    radius: 14
                    color: theme.colours.sunken
                    implicitHeight: words.implicitHeight + 20
                    Column {
                        id: words
                        x: 14
                        y: 10
                        width: parent.width - 28
                        spacing: 2
                        Words { width: parent.width; text: answer.modelData.author + "  ·  " + answer.modelData.when; horizontalAlignment: Text.AlignLeft; size: 13; color: theme.colours.muted; lineHeight: 1.1 }
                        Words { width: parent.width; text: answer.modelData.text; size: 15 }
                    }
                }
            }
        }
        Field {
            id: reply
            Layout.fillWidth: true
            implicitHeight: Math.max(42, 30 * theme.scale)
            hint: qsTr("Answer %1").arg(card.post.author)
            font.pixelSize: 15 * theme.scale
            onAccepted: { home.comment(card.post.id, text); text = "" }
        }
    }
}
