import QtQuick
import QtQuick.Controls.Basic

// One picture, as large as the window; arrows lead to the next, Escape back.
Popup {
    id: viewer
    property var post: null
    property int number: 1
    readonly property var picture: post ? post.pictures.find(p => p.number === number) : null
    readonly property int at: post ? post.pictures.findIndex(p => p.number === number) : 0
    parent: Overlay.overlay
    width: parent ? parent.width : 0
    height: parent ? parent.height : 0
    modal: true
    focus: true
    padding: 0
    background: Rectangle { color: theme.colours.scrim }
    function look(which, first) { post = which; number = first; open(); bring() }
    function step(by) {
        const next = at + by
        if (post && next >= 0 && next < post.pictures.length) { number = post.pictures[next].number; bring() }
    }
    function bring() {
        large.key = home.picture(post.id, number)
        zoom.value = 1
        if (large.key === "" && picture && picture.here) home.want(post.id, number)
    }
    contentItem: Item {
        focus: true
        Keys.onLeftPressed: viewer.step(-1)
        Keys.onRightPressed: viewer.step(1)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_Plus) zoom.value = Math.min(6, zoom.value * 1.4)
            if (event.key === Qt.Key_Minus) zoom.value = Math.max(1, zoom.value / 1.4)
        }
        QtObject { id: zoom; property real value: 1 }
        Flickable {
            anchors.fill: parent
            contentWidth: width * zoom.value
            contentHeight: height * zoom.value
            clip: true
            Image {
                width: parent.width
                height: parent.height
                fillMode: Image.PreserveAspectFit
                source: large.key !== "" ? "image://post/" + large.key : viewer.picture && viewer.picture.preview !== "" ? "image://post/" + viewer.picture.preview : ""
                Accessible.role: Accessible.Graphic
                Accessible.name: viewer.picture ? qsTr("Picture %1 of %2").arg(viewer.at + 1).arg(viewer.post.pictures.length) : ""
                QtObject { id: large; property string key: "" }
            }
        }
        Connections {
            target: home
            function onPictureCame(post, number) { if (viewer.post && post === viewer.post.id && number === viewer.number) viewer.bring() }
        }
        Words {
            visible: viewer.picture !== null && viewer.picture.where !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 64
            padding: 10
            background: Rectangle { radius: 12; color: "#99000000" }
            text: viewer.picture ? viewer.picture.where : ""
            color: "#ffffff"
        }
        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 24
            padding: 10
            lineHeight: 1
            background: Rectangle { radius: height / 2; color: "#99000000" }
            text: viewer.post ? qsTr("%1 of %2").arg(viewer.at + 1).arg(viewer.post.pictures.length) : ""
            size: 14
            color: "#ffffff"
        }
        IconButton { x: 16; anchors.verticalCenter: parent.verticalCenter; extent: 56; symbol: "chevron-left"; text: qsTr("The picture before"); ink: "#ffffff"; plate: "#99000000"; visible: viewer.at > 0; onClicked: viewer.step(-1) }
        IconButton { x: parent.width - width - 16; anchors.verticalCenter: parent.verticalCenter; extent: 56; symbol: "chevron-right"; text: qsTr("The next picture"); ink: "#ffffff"; plate: "#99000000"; visible: viewer.post !== null && viewer.at < viewer.post.pictures.length - 1; onClicked: viewer.step(1) }
        IconButton { x: parent.width - width - 16; y: 16; extent: 48; symbol: "x"; text: qsTr("Close"); ink: "#ffffff"; plate: "#99000000"; onClicked: viewer.close() }
    }
}
