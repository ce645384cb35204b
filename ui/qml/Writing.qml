import QtQuick
import QtQuick.Controls.Basic

// Several lines to type into; it grows with what is written.
TextArea {
    id: area
    wrapMode: TextEdit.Wrap
    textFormat: TextEdit.PlainText
    selectByMouse: true
    color: theme.colours.text
    placeholderTextColor: theme.colours.muted
    font.pixelSize: 16 * theme.scale
    leftPadding: 16
    rightPadding: 16
    topPadding: 12
    bottomPadding: 12
    Accessible.name: placeholderText
    KeyNavigation.priority: KeyNavigation.BeforeItem
    KeyNavigation.tab: nextItemInFocusChain(true)
    background: Rectangle {
        radius: 14
        color: theme.colours.sunken
        border.color: area.activeFocus ? theme.colours.accent : theme.colours.outline
        border.width: area.activeFocus ? 2 : 1
    }
}
