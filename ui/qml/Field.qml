import QtQuick
import QtQuick.Controls.Basic

// One line to type into.
TextField {
    id: field
    // Our own, since the one of Qt takes markup, and names of people stand in it.
    property string hint: ""
    implicitHeight: Math.max(48, 34 * theme.scale)
    leftPadding: 16
    rightPadding: 16
    color: theme.colours.text
    selectByMouse: true
    selectionColor: theme.colours.accent
    selectedTextColor: theme.colours.on_accent
    font.pixelSize: 16 * theme.scale
    Accessible.name: hint
    background: Rectangle {
        radius: 12
        color: theme.colours.card
        border.color: field.activeFocus ? theme.colours.accent : theme.colours.outline
        border.width: field.activeFocus ? 2 : 1
    }
    Words {
        x: field.leftPadding
        width: field.width - field.leftPadding - field.rightPadding
        anchors.verticalCenter: parent.verticalCenter
        visible: field.text === "" && field.preeditText === ""
        text: field.hint
        font.pixelSize: field.font.pixelSize
        lineHeight: 1
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignLeft
        color: theme.colours.muted
        Accessible.ignored: true
    }
}
