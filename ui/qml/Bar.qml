import QtQuick

// How much of something there is.
Rectangle {
    id: bar
    property real part: 0
    property string label: ""
    readonly property bool mirrored: Qt.application.layoutDirection === Qt.RightToLeft
    radius: height / 2
    color: theme.colours.sunken
    border.color: theme.colours.border
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label
    Accessible.ignored: label === ""
    Rectangle {
        x: bar.mirrored ? parent.width - width : 0
        width: bar.part <= 0 ? 0 : Math.max(parent.height, parent.width * Math.min(1, bar.part))
        height: parent.height
        radius: height / 2
        color: theme.colours.accent
    }
}
