import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// How things stand, in one true sentence. Pressed, it leads to the reasons.
AbstractButton {
    id: card
    property bool narrow: false
    property bool current: false
    objectName: "state"
    implicitHeight: narrow ? 44 : words.implicitHeight + 28
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: session.sentence + " " + session.detail
    Accessible.description: qsTr("Look into the connections")
    background: Rectangle {
        radius: 14
        color: session.well ? theme.colours.tint : card.hovered ? theme.colours.sunken : theme.colours.card
        border.color: card.visualFocus || card.current ? theme.colours.accent : session.well ? theme.colours.tint : theme.colours.border
        border.width: card.visualFocus ? 2 : 1
    }
    contentItem: Item {
        Image {
            anchors.centerIn: parent
            visible: card.narrow
            source: "image://icon/" + (session.well ? "circle-check" : "clock") + "/" + ("" + (session.well ? theme.colours.on_tint : theme.colours.muted)).slice(-6)
            sourceSize: Qt.size(22, 22)
        }
        ColumnLayout {
            id: words
            visible: !card.narrow
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.leftMargin: 14
            anchors.rightMargin: 14
            spacing: 2
            RowLayout {
                Layout.fillWidth: true
                spacing: 6
                Words {
                    Layout.fillWidth: true
                    text: session.sentence
                    horizontalAlignment: Text.AlignLeft
                    size: 14
                    font.weight: Font.DemiBold
                    color: session.well ? theme.colours.on_tint : theme.colours.text
                }
                Image {
                    Layout.alignment: Qt.AlignTop
                    source: "image://icon/" + (card.mirrored ? "chevron-left" : "chevron-right") + "/" + ("" + theme.colours.muted).slice(-6)
                    sourceSize: Qt.size(18, 18)
                }
            }
            Words { Layout.fillWidth: true; text: session.detail; horizontalAlignment: Text.AlignLeft; size: 13; color: theme.colours.muted }
        }
    }
}
