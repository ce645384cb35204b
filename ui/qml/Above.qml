import QtQuick
import QtQuick.Controls.Basic

// Something came above what is read, or below it, and nothing moved. Quiet, until the reader wants it.
AbstractButton {
    id: pill
    property int count: 0
    property bool below: false
    visible: count > 0
    implicitHeight: Math.max(40, 28 * theme.scale)
    implicitWidth: inner.implicitWidth + 36
    focusPolicy: Qt.StrongFocus
    text: count > 99 ? qsTr("Many new posts above") : qsTr("%n new post(s) above", "", count)
    Accessible.role: Accessible.Button
    Accessible.name: text
    background: Rectangle {
        radius: height / 2
        color: theme.colours.accent
        border.width: pill.visualFocus ? 2 : 0
        border.color: theme.colours.text
    }
    contentItem: Item {
        implicitWidth: inner.implicitWidth
        Row {
            id: inner
            anchors.centerIn: parent
            spacing: 8
            Image {
                anchors.verticalCenter: parent.verticalCenter
                rotation: pill.below ? 90 : -90
                source: "image://icon/chevron-right/" + ("" + theme.colours.on_accent).slice(-6)
                sourceSize: Qt.size(18, 18)
            }
            Words { anchors.verticalCenter: parent.verticalCenter; text: pill.text; size: 14; lineHeight: 1; font.weight: Font.DemiBold; color: theme.colours.on_accent; wrapMode: Text.NoWrap; Accessible.ignored: true }
        }
    }
}
