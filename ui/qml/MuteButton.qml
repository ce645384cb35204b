import QtQuick

// Whether notifications come from a circle; a conversation says `muted` by itself.
IconButton {
    id: mute
    property string circle: ""
    property bool muted: session.circleList.some(one => one.id === circle && one.muted)
    symbol: muted ? "bell-off" : "bell"
    text: muted ? qsTr("Unmute") : qsTr("Mute")
    Accessible.description: muted ? qsTr("No notifications come from here.") : ""
    onClicked: if (circle !== "") muting.circle(circle, !muted)
}
