import QtQuick
import QtQuick.Layouts

// Who can see a post: faces and words, with a lock where it is for a few only.
RowLayout {
    id: seen
    property var post
    visible: post.audience !== ""
    spacing: 6
    Image {
        visible: seen.post.few
        source: visible ? "image://icon/lock/" + ("" + theme.colours.muted).slice(-6) : ""
        sourceSize: Qt.size(14, 14)
    }
    Faces { people: seen.post.seenBy; extent: 18 }
    Words { Layout.fillWidth: true; size: 13; lineHeight: 1.1; horizontalAlignment: Text.AlignLeft; color: theme.colours.muted; text: seen.post.audience; maximumLineCount: 2; elide: Text.ElideRight }
}
