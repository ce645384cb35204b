import QtQuick
import QtQuick.Controls.Basic

// Text of any origin. Plain, always: whatever somebody else wrote is never markup.
Label {
    property real size: 16
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    color: theme.colours.text
    font.pixelSize: size * theme.scale
    lineHeight: 1.3
}
