import QtQuick

// A person's face: their picture, or their letters on a colour that is theirs everywhere.
Item {
    id: face
    property string person: ""
    property string letters: "?"
    property real extent: 44
    implicitWidth: extent
    implicitHeight: extent
    width: extent
    height: extent
    onPersonChanged: portraits.look(person)
    Component.onCompleted: portraits.look(person)
    // In a wrapper: an Image's own size is that of its pixels, which layouts would take, and they are twice as many.
    Image {
        anchors.fill: parent
        sourceSize: Qt.size(face.extent * 2, face.extent * 2)
        source: "image://face/" + face.person + "/" + encodeURIComponent(face.letters) + "/" + (portraits.pictures[face.person] || "")
    }
}
