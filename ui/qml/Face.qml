import QtQuick

// A person's face: their letters, on a colour that is theirs everywhere.
Image {
    property string person: ""
    property string letters: "?"
    property real extent: 44
    width: extent
    height: extent
    sourceSize: Qt.size(extent * 2, extent * 2)
    source: "image://face/" + person + "/" + encodeURIComponent(letters)
    asynchronous: false
}
