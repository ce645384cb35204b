import QtQuick
import QtQuick.Controls.Basic

// One person in a list, to be looked at.
AbstractButton {
    id: row
    property var person: ({})
    property bool faded: false
    implicitHeight: Math.max(76, words.implicitHeight + 24)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: [person.name, person.said, person.state].filter(part => part).join(", ")
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    background: Rectangle {
        radius: 12
        color: row.down || row.hovered ? theme.colours.sunken : "transparent"
        border.width: row.visualFocus ? 2 : 0
        border.color: theme.colours.accent
    }
    contentItem: Item {
        Face { id: face; opacity: row.faded ? 0.5 : 1; anchors.left: parent.left; anchors.leftMargin: 12; anchors.verticalCenter: parent.verticalCenter; person: row.person.id || ""; letters: row.person.letters || "?"; extent: 48 }
        Rectangle {
            visible: row.person.here === true
            anchors.right: face.right
            anchors.bottom: face.bottom
            width: 14
            height: 14
            radius: 7
            color: theme.colours.accent
            border.width: 2
            border.color: theme.colours.card
        }
        Column {
            id: words
            anchors.left: face.right
            anchors.leftMargin: 16
            anchors.right: parent.right
            anchors.rightMargin: 16
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2
            Row {
                width: parent.width
                spacing: 8
                Words {
                    width: Math.min(implicitWidth, parent.width - (crown.visible ? 28 : 0))
                    text: row.person.name || ""
                    horizontalAlignment: Text.AlignLeft
                    size: 16
                    lineHeight: 1.2
                    font.weight: row.faded ? Font.Normal : Font.DemiBold
                    wrapMode: Text.NoWrap
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
                Image {
                    id: crown
                    visible: row.person.steward === true
                    anchors.verticalCenter: parent.verticalCenter
                    source: "image://icon/crown/" + ("" + theme.colours.accent).slice(-6)
                    sourceSize: Qt.size(18, 18)
                }
            }
            Words { width: parent.width; text: row.person.said || ""; horizontalAlignment: Text.AlignLeft; size: 14; color: theme.colours.muted; lineHeight: 1.2; Accessible.ignored: true }
            Words { width: parent.width; visible: text !== ""; text: row.person.state || ""; horizontalAlignment: Text.AlignLeft; size: 13; color: row.person.here ? theme.colours.on_tint : theme.colours.muted; lineHeight: 1.2; Accessible.ignored: true }
        }
    }
}
