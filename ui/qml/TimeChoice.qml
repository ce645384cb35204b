import QtQuick

// A time of the day, one of those that the engine's settings offer.
Choice {
    id: times
    property int minute: 0
    signal picked(int minute)
    model: doings.times
    textRole: "text"
    valueRole: "value"
    implicitWidth: 132 * Math.min(theme.scale, 1.35)
    function find() { currentIndex = indexOfValue(minute) }
    onMinuteChanged: find()
    onModelChanged: find()
    Component.onCompleted: find()
    onActivated: picked(currentValue)
}
