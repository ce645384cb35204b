import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// What somebody answered.
RowLayout {
    id: comment
    property var said
    property var post
    property var tools
    spacing: 10
    Face { Layout.alignment: Qt.AlignTop; person: comment.said.person; letters: comment.said.letters; extent: 34 }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 2
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
                spacing: 3
                Words {
                    width: parent.width
                    text: [comment.said.author, comment.said.answers !== "" ? qsTr("to %1").arg(comment.said.answers) : "", comment.said.when, comment.said.edited ? qsTr("changed") : ""].filter(part => part !== "").join("  ·  ")
                    horizontalAlignment: Text.AlignLeft
                    size: 13
                    color: theme.colours.muted
                    lineHeight: 1.1
                }
                Folding {
                    visible: !editor.active && text !== ""
                    width: parent.width
                    text: comment.said.text
                    size: 15
                    lines: 8
                    tools: comment.tools
                    key: comment.said.id
                }
                Loader {
                    width: parent.width
                    active: comment.said.pictures.length > 0
                    visible: active
                    sourceComponent: Album { post: comment.said; ground: theme.colours.sunken }
                }
                Repeater {
                    model: comment.said.files
                    FileCard {
                        required property var modelData
                        width: words.width
                        post: comment.said.id
                        file: modelData
                    }
                }
                Words { width: parent.width; visible: text !== ""; text: comment.said.note; size: 13; color: theme.colours.danger }
                Loader {
                    id: editor
                    width: parent.width
                    active: comment.tools.editing === comment.said.id
                    visible: active
                    sourceComponent: Editor { said: comment.said; tools: comment.tools }
                }
            }
        }
        Row {
            spacing: 2
            Reactions { said: comment.said; tools: comment.tools; small: true }
            Quiet {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Answer")
                Accessible.name: qsTr("Answer %1").arg(comment.said.author)
                onClicked: comment.tools.answer(comment.post, comment.said)
            }
            IconButton {
                id: more
                anchors.verticalCenter: parent.verticalCenter
                extent: 28
                symbol: "ellipsis"
                text: qsTr("More about what %1 said").arg(comment.said.author)
                onClicked: comment.tools.menu(more, comment.said)
            }
        }
    }
}
