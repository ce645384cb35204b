import QtQuick
import QtQuick.Controls.Basic

// Who reacted, by their faces, never how many; pressed, one's own heart, or none any more.
AbstractButton {
    id: reacted
    property var said
    property var tools
    property bool small: false
    // At the edge of a letter, where it stands only if somebody reacted: each face then says how.
    property bool alone: false
    readonly property var mine: said.reactions.find(r => r.mine)
    readonly property real grown: Math.max(1, theme.scale * 0.9)
    readonly property real extent: (small ? 28 : 40) * grown
    implicitHeight: extent
    implicitWidth: Math.max(extent, faces.implicitWidth)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: mine ? qsTr("Take your reaction back") : qsTr("React with a heart")
    Accessible.description: said.reacted
    onClicked: tools.source.react(said.id, mine ? "" : "❤️")
    Tip { of: reacted; text: reacted.said.reacted !== "" ? reacted.said.reacted : reacted.Accessible.name }
    background: Rectangle {
        radius: height / 2
        color: reacted.mine ? theme.colours.danger_tint : reacted.hovered ? theme.colours.sunken : reacted.small && !reacted.alone ? "transparent" : theme.colours.card
        border.color: reacted.visualFocus ? theme.colours.accent : theme.colours.border
        border.width: reacted.visualFocus ? 2 : reacted.small && !reacted.alone && !reacted.mine ? 0 : 1
    }
    contentItem: Item {
        Row {
            id: faces
            anchors.centerIn: parent
            leftPadding: reacted.small ? 8 : 14
            rightPadding: reacted.small ? 8 : 14
            spacing: 6
            Image {
                visible: !reacted.alone && !chosen.visible
                anchors.verticalCenter: parent.verticalCenter
                source: "image://icon/heart/" + ("" + theme.colours.muted).slice(-6)
                sourceSize: reacted.small ? Qt.size(16, 16) : Qt.size(20, 20)
            }
            Sign {
                id: chosen
                visible: reacted.mine !== undefined
                anchors.verticalCenter: parent.verticalCenter
                emoji: reacted.mine ? reacted.mine.sign : ""
                extent: (reacted.small ? 16 : 20) * reacted.grown
            }
            Repeater {
                model: reacted.said.reactions.filter(r => !r.mine).slice(0, 6)
                Item {
                    id: reaction
                    required property var modelData
                    readonly property string emoji: reacted.alone ? modelData.sign : modelData.emoji
                    readonly property bool drawn: badge.drawing !== ""
                    anchors.verticalCenter: parent.verticalCenter
                    implicitWidth: face.extent + (emoji !== "" ? (drawn ? 5 : badge.implicitWidth + 4) : 0)
                    implicitHeight: face.extent
                    Face { id: face; person: reaction.modelData.person; letters: reaction.modelData.letters; extent: (reacted.small ? 20 : 26) * reacted.grown; anchors.left: parent.left }
                    Sign {
                        id: badge
                        visible: reaction.emoji !== ""
                        emoji: reaction.emoji
                        extent: (reacted.small ? 13 : 16) * reacted.grown
                        anchors.right: parent.right
                        anchors.bottom: parent.bottom
                        anchors.bottomMargin: drawing !== "" ? -2 : (face.extent - height) / 2
                    }
                }
            }
        }
    }
}
