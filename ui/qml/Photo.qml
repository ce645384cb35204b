import QtQuick
import QtQuick.Window

// A picture of a post that fills its place, round at the corners; its preview as long as it is not here.
Item {
    id: photo
    property string post: ""
    property var picture
    property real radius: 10
    // On what it lies.
    property color ground: theme.colours.card
    property string trouble: ""
    property int coming: -1
    property bool here: picture.here
    // What is missing, damaged or on its way, in a sentence.
    readonly property string said: trouble !== "" ? trouble : here ? "" : coming > 0 ? qsTr("%1 % is here.").arg(coming) : coming === 0 ? qsTr("It comes as soon as it can be reached.") : picture.where
    property string key: ""
    property string drawn: ""
    readonly property real dots: Screen.devicePixelRatio
    readonly property int side: Math.ceil(Math.max(width / picture.width, height / picture.height) * Math.max(picture.width, picture.height) * dots)
    readonly property string box: Math.round(width * dots) + "x" + Math.round(height * dots) + "/" + Math.round(radius * dots) + "/" + ("" + ground).slice(-6)
    readonly property string which: post + "/" + picture.number
    // Where a place is used again for another picture, width, height, post and picture change one after the other.
    // Once they all have: nothing is asked for or drawn in between, and the last one is not seen meanwhile.
    onBoxChanged: Qt.callLater(look)
    onPictureChanged: Qt.callLater(look)
    onWhichChanged: { key = drawn = ""; Qt.callLater(look) }
    Component.onCompleted: look()
    function look() {
        // Called later, it may come when the list has let go of this already: there are no names then.
        if (typeof photos === "undefined" || width < 1 || height < 1 || post === "") return
        const known = photos.fill(post, picture.number, side, picture.here, picture.preview)
        trouble = known.trouble
        coming = known.coming
        here = known.here
        key = known.key
        drawn = key === "" ? "" : "image://pixels/" + key + "/" + box
    }
    Connections {
        target: photos
        function onCame(post, number) { if (post === photo.post && number === photo.picture.number) photo.look() }
        function onDrawn(key) { if (key === photo.picture.preview) photo.look() }
    }
    Rectangle { anchors.fill: parent; radius: photo.radius; color: theme.colours.sunken; visible: photo.key === "" }
    Image {
        anchors.fill: parent
        source: photo.drawn
        cache: false
    }
}
