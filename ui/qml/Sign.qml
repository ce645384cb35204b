import QtQuick

// A reaction: one of our own drawings, which look the same on every computer, or whatever somebody chose instead.
Item {
    id: sign
    property string emoji: ""
    property real extent: 20
    readonly property string drawing: ({ "❤️": "heart", "❤": "heart", "😂": "laugh", "😮": "wow", "😢": "sad", "👍": "thumb", "👍️": "thumb", "🎉": "party" })[emoji] ?? ""
    // Somebody may react with sixty wide letters; whoever wants to read them all points at them.
    implicitWidth: drawing !== "" ? extent : Math.min(words.implicitWidth, extent * 5)
    implicitHeight: extent
    Image {
        visible: sign.drawing !== ""
        anchors.fill: parent
        source: visible ? "image://icon/sign-" + sign.drawing + "/000000" : ""
        sourceSize: Qt.size(sign.extent * 2, sign.extent * 2)
    }
    Words {
        id: words
        visible: sign.drawing === ""
        anchors.verticalCenter: parent.verticalCenter
        width: sign.width
        elide: Text.ElideRight
        text: visible ? sign.emoji : ""
        size: sign.extent * 0.75 / theme.scale
        lineHeight: 1
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
