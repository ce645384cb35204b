import QtQuick
import QtQuick.Controls.Basic

// Several lines to type into; it grows with what is written.
TextArea {
    id: area
    // Our own, since the one of Qt takes markup, and names of people stand in it.
    property string hint: ""
    wrapMode: TextEdit.Wrap
    textFormat: TextEdit.PlainText
    selectByMouse: true
    selectionColor: theme.colours.accent
    selectedTextColor: theme.colours.on_accent
    color: theme.colours.text
    font.pixelSize: 16 * theme.scale
    leftPadding: 16
    rightPadding: 16
    topPadding: 12
    bottomPadding: 12
    Accessible.name: hint
    // On, and not into the text; asked when it is pressed, since what comes next may only just have come to be.
    Keys.priority: Keys.BeforeItem
    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
    background: Rectangle {
        radius: 14
        color: theme.colours.sunken
        border.color: area.activeFocus ? theme.colours.accent : theme.colours.outline
        border.width: area.activeFocus ? 2 : 1
    }
    Words {
        x: area.leftPadding
        width: area.width - area.leftPadding - area.rightPadding
        y: area.topPadding
        visible: area.text === "" && area.preeditText === ""
        text: area.hint
        font.pixelSize: area.font.pixelSize
        lineHeight: 1
        wrapMode: Text.NoWrap
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignLeft
        color: theme.colours.muted
        Accessible.ignored: true
    }
}
