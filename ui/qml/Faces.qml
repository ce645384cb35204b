import QtQuick

// A few people, one face over the next.
Row {
    id: faces
    property var people: []
    property real extent: 28
    spacing: -extent * 0.3
    Repeater {
        model: faces.people
        Rectangle {
            required property var modelData
            required property int index
            // A rim of the ground parts one face from the next.
            width: faces.extent + 4
            height: width
            radius: width / 2
            color: theme.colours.card
            z: -index
            Face { anchors.centerIn: parent; person: parent.modelData.person; letters: parent.modelData.letters; extent: faces.extent }
        }
    }
}
