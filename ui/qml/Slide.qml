import QtQuick
import QtQuick.Controls.Basic

// A number between two ends, by hand or with the arrows.
Slider {
    id: slide
    implicitHeight: 44
    snapMode: Slider.SnapAlways
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Slider
    readonly property real at: (mirrored ? 1 - visualPosition : visualPosition)
    background: Rectangle {
        x: slide.leftPadding
        y: (slide.height - height) / 2
        width: slide.availableWidth
        height: 6
        radius: 3
        color: theme.colours.border
        Rectangle {
            x: slide.mirrored ? parent.width - width : 0
            width: slide.at * parent.width
            height: parent.height
            radius: 3
            color: theme.colours.accent
        }
    }
    handle: Rectangle {
        x: slide.leftPadding + slide.visualPosition * (slide.availableWidth - width)
        y: (slide.height - height) / 2
        width: 26
        height: 26
        radius: 13
        color: theme.colours.card
        border.width: slide.visualFocus ? 3 : 2
        border.color: slide.visualFocus ? theme.colours.text : theme.colours.accent
    }
}
