import QtQuick
import QtQuick.Layouts

// What became of something that was asked for: a quiet line, or why it was not done.
Rectangle {
    id: said
    property string text: ""
    property bool trouble: false
    Layout.fillWidth: true
    visible: text !== ""
    radius: 12
    color: trouble ? theme.colours.danger_tint : theme.colours.tint
    implicitHeight: words.implicitHeight + 24
    Words {
        id: words
        anchors.centerIn: parent
        width: parent.width - 32
        horizontalAlignment: Text.AlignLeft
        text: said.text
        size: 15
        color: said.trouble ? theme.colours.danger : theme.colours.on_tint
        Accessible.role: Accessible.AlertMessage
    }
}
