import QtQuick
import QtQuick.Controls.Basic

// A page to go to.
AbstractButton {
    id: item
    property string symbol: ""
    property bool current: false
    // Something new is there: a dot, and a word for whoever cannot see it.
    property bool marked: false
    // No notifications come from it.
    property bool muted: false
    // So many wait for an answer.
    property int count: 0
    implicitHeight: Math.max(44, 30 * theme.scale)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    // Where there is no room for its words.
    Tip { of: item; text: item.width < 100 ? item.text : "" }
    Accessible.description: count > 0 ? qsTr("Waiting for your answer: %1").arg(count) : marked ? qsTr("Something new is here.") : muted ? qsTr("No notifications come from here.") : ""
    background: Rectangle {
        radius: 12
        color: item.current ? theme.colours.tint : item.hovered ? theme.colours.card : "transparent"
        border.width: item.visualFocus ? 2 : 0
        border.color: theme.colours.accent
    }
    Rectangle {
        visible: item.marked
        readonly property bool bare: item.width < 100
        anchors.right: parent.right
        anchors.rightMargin: bare ? 6 : 14
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: bare ? -12 : 0
        width: 10
        height: 10
        radius: 5
        color: theme.colours.accent
    }
    Rectangle {
        id: badge
        visible: item.count > 0
        readonly property bool bare: item.width < 100
        anchors.right: parent.right
        anchors.rightMargin: bare ? 2 : 12
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: bare ? -12 : 0
        width: Math.max(height, number.implicitWidth + 12)
        height: number.implicitHeight + 4
        radius: height / 2
        color: theme.colours.accent
        Words { id: number; anchors.centerIn: parent; text: item.count > 99 ? "99+" : Number(item.count).toLocaleString(Qt.locale(), "f", 0); size: 12; lineHeight: 1; font.weight: Font.DemiBold; color: theme.colours.on_accent; Accessible.ignored: true }
    }
    Image {
        id: sign
        visible: item.muted && item.width >= 100
        anchors.right: parent.right
        anchors.rightMargin: 14
        anchors.verticalCenter: parent.verticalCenter
        source: visible ? "image://icon/bell-off/" + ("" + (item.current ? theme.colours.on_tint : theme.colours.muted)).slice(-6) : ""
        sourceSize: Qt.size(16, 16)
    }
    contentItem: Row {
        leftPadding: 14
        rightPadding: 14
        spacing: 14
        Image {
            anchors.verticalCenter: parent.verticalCenter
            source: "image://icon/" + item.symbol + "/" + ("" + (item.current ? theme.colours.on_tint : theme.colours.muted)).slice(-6)
            sourceSize: Qt.size(20, 20)
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            width: item.width - 62 - (item.count > 0 ? badge.width + 8 : sign.visible ? 24 : item.marked ? 18 : 0)
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
            visible: width > 20
            text: item.text
            horizontalAlignment: Text.AlignLeft
            size: 15
            lineHeight: 1
            font.weight: item.current ? Font.DemiBold : Font.Normal
            color: item.current ? theme.colours.on_tint : theme.colours.text
        }
    }
}
