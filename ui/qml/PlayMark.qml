import QtQuick

// Says of a still picture that it can move.
Rectangle {
    property int extent: 24
    implicitWidth: 52
    implicitHeight: 52
    radius: 26
    color: "#99000000"
    Image {
        anchors.centerIn: parent
        anchors.horizontalCenterOffset: parent.extent / 12
        source: "image://icon/play/ffffff"
        sourceSize: Qt.size(parent.extent, parent.extent)
    }
}
