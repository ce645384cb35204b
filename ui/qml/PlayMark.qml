import QtQuick

// Says of a still picture that it can move.
Rectangle {
    implicitWidth: 52
    implicitHeight: 52
    radius: 26
    color: "#99000000"
    Image {
        anchors.centerIn: parent
        anchors.horizontalCenterOffset: 2
        source: "image://icon/play/ffffff"
        sourceSize: Qt.size(24, 24)
    }
}
