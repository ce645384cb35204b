import QtQuick
import QtQuick.Controls.Basic

// Who reacted, by their faces, never how many; and the way to react oneself.
Row {
    id: row
    property var said
    property var desk
    property bool small: false
    readonly property var mine: said.reactions.find(r => r.mine)
    readonly property real extent: (small ? 28 : 40) * Math.max(1, theme.scale * 0.9)
    spacing: 4
    AbstractButton {
        id: like
        implicitHeight: row.extent
        implicitWidth: faces.implicitWidth
        focusPolicy: Qt.StrongFocus
        Accessible.role: Accessible.Button
        Accessible.name: row.mine ? qsTr("Take your reaction back") : qsTr("React with a heart")
        Accessible.description: row.said.reacted
        onClicked: home.react(row.said.id, row.mine ? "" : "❤️")
        Tip { of: like; text: row.said.reacted !== "" ? row.said.reacted : like.Accessible.name }
        background: Rectangle {
            radius: height / 2
            color: row.mine ? theme.colours.danger_tint : like.hovered ? theme.colours.sunken : row.small ? "transparent" : theme.colours.card
            border.color: like.visualFocus ? theme.colours.accent : theme.colours.border
            border.width: like.visualFocus ? 2 : row.small && !row.mine ? 0 : 1
        }
        contentItem: Row {
            id: faces
            leftPadding: row.small ? 8 : 14
            rightPadding: row.small ? 8 : 14
            spacing: 6
            Image {
                visible: !chosen.visible
                anchors.verticalCenter: parent.verticalCenter
                source: "image://icon/heart/" + ("" + theme.colours.muted).slice(-6)
                sourceSize: row.small ? Qt.size(16, 16) : Qt.size(20, 20)
            }
            Sign {
                id: chosen
                visible: row.mine !== undefined
                anchors.verticalCenter: parent.verticalCenter
                emoji: row.mine ? row.mine.sign : ""
                extent: row.small ? 16 : 20
            }
            Repeater {
                model: row.said.reactions.filter(r => !r.mine).slice(0, 6)
                Item {
                    id: reaction
                    required property var modelData
                    readonly property bool drawn: badge.drawing !== ""
                    anchors.verticalCenter: parent.verticalCenter
                    implicitWidth: face.extent + (modelData.emoji !== "" ? (drawn ? 5 : badge.implicitWidth + 4) : 0)
                    implicitHeight: face.extent
                    Face { id: face; person: reaction.modelData.person; letters: reaction.modelData.letters; extent: row.small ? 20 : 26 }
                    Sign {
                        id: badge
                        visible: reaction.modelData.emoji !== ""
                        emoji: reaction.modelData.emoji
                        extent: row.small ? 13 : 16
                        anchors.right: parent.right
                        anchors.bottom: parent.bottom
                        anchors.bottomMargin: drawing !== "" ? -2 : (face.extent - height) / 2
                    }
                }
            }
        }
    }
    IconButton {
        id: other
        anchors.verticalCenter: parent.verticalCenter
        extent: row.extent
        symbol: "smile"
        text: qsTr("React in another way")
        onClicked: row.desk.pick(other, row.said)
    }
}
