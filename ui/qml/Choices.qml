import QtQuick
import QtQuick.Controls.Basic

// Which of the two sizes of a picture is to be saved.
Menu {
    id: menu
    signal chosen(bool original)
    y: parent ? parent.height + 6 : 0
    width: 260
    padding: 6
    background: Rectangle { radius: 14; color: theme.colours.card; border.color: theme.colours.border }
    component Line: MenuItem {
        id: line
        implicitHeight: Math.max(44, 30 * theme.scale)
        Accessible.name: text
        contentItem: Words { leftPadding: 10; verticalAlignment: Text.AlignVCenter; text: line.text; size: 15; lineHeight: 1.1 }
        background: Rectangle { radius: 10; color: line.highlighted ? theme.colours.tint : "transparent" }
    }
    Line { text: qsTr("As it is shown"); onTriggered: menu.chosen(false) }
    Line { text: qsTr("In full size"); onTriggered: menu.chosen(true) }
}
