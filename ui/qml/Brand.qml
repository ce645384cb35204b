import QtQuick

// The leaf and the name.
Row {
    property bool large: true
    spacing: 8
    Image {
        anchors.verticalCenter: parent.verticalCenter
        source: "image://icon/leaf/" + ("" + theme.colours.accent).slice(-6)
        sourceSize: Qt.size(24, 24)
    }
    Words { visible: parent.large; text: "organic"; size: 22; lineHeight: 1; font.weight: Font.DemiBold; color: theme.colours.accent }
}
