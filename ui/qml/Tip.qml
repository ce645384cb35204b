import QtQuick
import QtQuick.Controls.Basic

// What a control without words is called, beside it when the pointer rests on it or the keyboard is there. It is made
// only then: hundreds of controls scroll by. Our own words in it: those of Qt take markup, and names stand in it.
Loader {
    id: tip
    required property AbstractButton of
    property string text: ""
    active: text !== "" && of.visible && (of.hovered || of.visualFocus)
    sourceComponent: ToolTip {
        parent: tip.of
        visible: true
        delay: 600
        contentItem: Words { text: tip.text; size: 13; lineHeight: 1.1; color: theme.colours.card; Accessible.ignored: true }
        background: Rectangle { radius: 8; color: theme.colours.text }
    }
}
